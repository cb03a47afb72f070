import type { Attribute, Row, Service } from '@baryon/model'
import { Command, Option } from 'commander'
import type { KindClient } from '../../kind.ts'
import { attributeOptions } from '../attribute-option.ts'
import type { BodyOptions } from '../input/body.ts'
import { objectsIn, readDocuments } from '../input/documents.ts'
import { Lookup } from '../input/lookup.ts'
import type { Noun } from '../noun.ts'
import { addConnectionOptions, addOutputOptions, namesOf, repeated } from '../options.ts'
import { allColumns, chosenColumns } from '../output/columns.ts'
import { formatOne, type View } from '../output/format.ts'
import type { Session } from '../session.ts'

/** What every verb of a noun works with. */
export interface VerbContext extends Noun {
  readonly session: Session
  readonly services: readonly Service[]
}

export interface Shown {
  readonly format?: string
  readonly columns?: readonly string[]
}

export interface Written extends Shown {
  readonly dryRun?: boolean
  readonly ifMatch?: string
}

/** What commander read for a verb that takes attributes from options, from a file, or both. */
export type WrittenFromFile = Written & BodyOptions & { readonly fromFile?: string }

export const newVerb = (name: string, summary: string): Command =>
  new Command(name)
    .description(summary)
    .addHelpOption(new Option('-h, --help', 'explain this command').helpGroup('Help:'))

/** Adds the options that all verbs have. */
export const finished = (command: Command): Command => addConnectionOptions(addOutputOptions(command))

/** Adds the attributes' options, then the command's own, whose names an attribute cannot take. */
export function addAttributes(
  command: Command,
  attributes: readonly Attribute[],
  own: readonly Option[],
  group: (attribute: Attribute) => { heading: string; required: boolean },
): Command {
  const taken = namesOf(own)
  const sorted = attributes.toSorted((a, b) => Number(group(b).required) - Number(group(a).required))
  for (const attribute of sorted) {
    const { heading, required } = group(attribute)
    for (const option of attributeOptions(attribute, taken, heading, required)) command.addOption(option)
  }
  for (const option of own) command.addOption(option)
  return command
}

const writing = (flags: string, description: string) => new Option(flags, description).helpGroup('Write:')

export const dryRunOption = () => writing('--dry-run', 'show what would come of it, and keep nothing')

export const ifMatchOption = () =>
  writing('--if-match <revision>', 'only if the object was last changed at this revision (ETag)')

export const setNullOption = () => writing('--set-null <attribute>', 'give null; may be repeated').argParser(repeated)

export const unsetOption = () =>
  writing('--unset <attribute[.key]>', 'clear it, or take one key out of a map; may be repeated').argParser(repeated)

/** @param together what happens to several objects in the file */
export const fromFileOption = (together: string) =>
  writing('--from-file <file>', `attributes as JSON or YAML, "-" for standard input; several objects are ${together}`)

/** The objects of `--from-file`; undefined without it. */
export async function objectsOfFile(
  { session, kind }: VerbContext,
  file: string | undefined,
): Promise<readonly Row[] | undefined> {
  return file === undefined ? undefined : objectsIn(await readDocuments(file, session.io), kind.plural, file)
}

/** @param at the revision or time whose names are meant; now without it */
export async function lookupOf({ session, services }: VerbContext, at?: string): Promise<Lookup> {
  return new Lookup(await session.client(), services, at)
}

export async function kindClient({ session, service, kind }: VerbContext): Promise<KindClient> {
  return (await session.client()).kind(service.name, kind.name)
}

/** How to show one object of the kind. */
export function viewOfOne({ session, kind }: VerbContext, options: Shown): View {
  const known = allColumns(kind)
  return session.view(options, options.columns === undefined ? known : chosenColumns(options.columns, known))
}

export const writeOptions = (context: VerbContext, options: Written) => ({
  signal: context.session.io.signal,
  ...(options.dryRun ? { dryRun: true } : {}),
  ...(options.ifMatch === undefined ? {} : { ifMatch: options.ifMatch }),
})

/** Says on standard error that nothing was kept. */
export function noteDryRun({ session }: VerbContext, options: Written): void {
  if (options.dryRun) session.io.stderr.write('dry run: nothing was kept\n')
}

export async function printOne({ session }: VerbContext, row: Row, view: View): Promise<void> {
  session.io.stdout.write(await formatOne(row, view))
}
