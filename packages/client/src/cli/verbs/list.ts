import type { Kind } from '@baryon/model'
import { type Command, Option } from 'commander'
import { dashed } from '../attribute-option.ts'
import { refuse } from '../failure.ts'
import { filterOption, filterParameters, isFilterable } from '../input/filter.ts'
import { idOf } from '../input/id.ts'
import { commaList, namesOf, repeated } from '../options.ts'
import { allColumns, chosenColumns, defaultColumns } from '../output/columns.ts'
import type { View } from '../output/format.ts'
import { listWriter } from '../output/list-writer.ts'
import { finished, kindClient, lookupOf, newVerb, type Shown, type VerbContext } from './verb.ts'

export interface ListVerbOptions extends Shown {
  readonly [option: string]: unknown
  readonly filter?: readonly string[]
  readonly sort?: readonly string[]
  readonly limit?: number
  readonly marker?: string
  readonly all?: boolean
  readonly long?: boolean
  readonly at?: string
  readonly watch?: boolean
}

function wholeNumber(value: string): number {
  if (/^[1-9]\d{0,8}$/.test(value)) return Number(value)
  throw refuse('option.malformed', { value, option: '--limit', reason: 'it has to be a whole number from 1' })
}

export function listVerb(context: VerbContext): Command {
  const command = newVerb('list', `List ${context.kind.plural}`)
  const options = [
    new Option(
      '--filter <condition>',
      'attribute=value, or with !=, >=, <=, ^= (starts with); may be repeated',
    ).argParser(repeated),
    new Option('--sort <attributes>', 'attributes with commas between, "-" in front for descending').argParser(
      commaList,
    ),
    new Option('--limit <n>', 'show at most n; with --all: ask for n at a time').argParser(wholeNumber),
    new Option('--marker <id|name>', 'start behind this one'),
    new Option('--all', 'everything, page by page (the default without --limit)'),
    new Option('--at <revision|time>', 'as it was then'),
    new Option('--watch', 'go on showing what changes until interrupted'),
  ]
  const own = [...options.map(option => option.helpGroup('List:')), longOption()]
  addFilters(command, context.kind, own)
  for (const option of own) command.addOption(option)
  command.action((given: ListVerbOptions) => runList(context, given))
  return finished(command)
}

const longOption = () => new Option('--long', 'show all columns').helpGroup('Output:')

function addFilters(command: Command, kind: Kind, own: readonly Option[]): void {
  const taken = namesOf(own)
  for (const attribute of kind.attributes.filter(isFilterable)) {
    const name = taken.has(dashed(attribute.name)) ? `attribute-${attribute.name}` : attribute.name
    command.addOption(filterOption(attribute, dashed(name)).helpGroup('Filters:'))
    if (name.includes('_')) command.addOption(filterOption(attribute, name).hideHelp())
  }
}

export function viewOfList({ session, kind }: VerbContext, options: ListVerbOptions): View {
  const known = allColumns(kind)
  if (options.columns !== undefined) return session.view(options, chosenColumns(options.columns, known))
  const view = session.view(options, options.long ? known : defaultColumns(kind))
  const everything = options.long || view.format !== 'table'
  return { ...view, columns: everything ? known : view.columns, width: options.long ? undefined : view.width }
}

async function runList(context: VerbContext, options: ListVerbOptions): Promise<void> {
  const view = viewOfList(context, options)
  const lookup = await lookupOf(context, options.at)
  const filter = await filterParameters(context.kind, options, lookup)
  const { marker } = options
  const query = {
    filter,
    signal: context.session.io.signal,
    ...(options.sort === undefined ? {} : { sort: options.sort.map(name => name.replaceAll(/(?<=.)-/g, '_')) }),
    ...(options.at === undefined ? {} : { at: options.at }),
    ...(options.limit === undefined ? {} : options.all ? { pageSize: options.limit } : { limit: options.limit }),
    ...(marker === undefined ? {} : { marker: await lookup.id(context.kind, marker) }),
  }
  if (options.watch) {
    if (options.at !== undefined) throw refuse('option.conflict', { reason: 'Leave out --watch or --at' })
    const { watchList } = await import('./watch-list.ts')
    return watchList(context, query, view)
  }
  const fields = view.chosen ? { fields: [...new Set([...context.kind.key, ...view.columns])] } : {}
  const writer = listWriter(context.session.io.stdout, view)
  let shown = 0
  let last: string | undefined
  let more = false
  for await (const page of (await kindClient(context)).list({ ...query, ...fields }).pages()) {
    writer.page(page.objects)
    shown += page.objects.length
    more = page.more
    const row = page.objects.at(-1)
    if (row !== undefined) last = idOf(context.kind, row)
  }
  await writer.end()
  if (more && last !== undefined)
    context.session.io.stderr.write(`${shown} shown, there are more: go on with --marker ${last}, or --all\n`)
}
