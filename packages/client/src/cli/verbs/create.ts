import type { Row } from '@baryon/model'
import type { Command } from 'commander'
import { isNeeded, isSettable } from '../attribute-option.ts'
import { bodyOf, checkNeeded } from '../input/body.ts'
import { formatList } from '../output/format.ts'
import { article } from '../suggest.ts'
import {
  addAttributes,
  dryRunOption,
  finished,
  fromFileOption,
  kindClient,
  lookupOf,
  newVerb,
  noteDryRun,
  objectsOfFile,
  printOne,
  setNullOption,
  type VerbContext,
  viewOfOne,
  type WrittenFromFile,
  writeOptions,
} from './verb.ts'

export function createVerb(context: VerbContext): Command {
  const { kind } = context
  const settable = kind.attributes.filter(isSettable)
  const command = newVerb('create', `Create ${article(kind.noun)}`)
  const own = [fromFileOption('created together or not at all'), setNullOption(), dryRunOption()]
  addAttributes(command, settable, own, attribute => {
    const required = isNeeded(kind, attribute)
    return { required, heading: required ? 'Required attributes:' : 'Attributes:' }
  })
  command.action(async (options: WrittenFromFile) => {
    const given = await bodyOf(settable, options, context.session.io, await lookupOf(context))
    const bodies = await withFile(context, given, options.fromFile)
    await (bodies.length === 1 ? createOne(context, bodies[0] as Row, options) : createAll(context, bodies, options))
  })
  return finished(command)
}

/** The objects of the file, each with what the options give on top. */
async function withFile(context: VerbContext, given: Row, file: string | undefined): Promise<readonly Row[]> {
  const objects = (await objectsOfFile(context, file)) ?? [{}]
  const bodies = objects.map(object => ({ ...object, ...given }))
  checkNeeded(context.kind, bodies)
  return bodies
}

async function createOne(context: VerbContext, body: Row, options: WrittenFromFile): Promise<void> {
  const view = viewOfOne(context, options)
  const { object } = await (await kindClient(context)).create(body, writeOptions(context, options))
  await printOne(context, object, view)
  noteDryRun(context, options)
}

async function createAll(context: VerbContext, bodies: readonly Row[], options: WrittenFromFile): Promise<void> {
  const view = viewOfOne(context, options)
  const { objects } = await (await kindClient(context)).createAll(bodies, writeOptions(context, options))
  context.session.io.stdout.write(await formatList(objects, view))
  noteDryRun(context, options)
}
