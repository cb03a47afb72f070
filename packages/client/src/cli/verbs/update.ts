import type { Row } from '@baryon/model'
import type { Command } from 'commander'
import type { ChangeRequest } from '../../changes.ts'
import { isSettable } from '../attribute-option.ts'
import { refuse } from '../failure.ts'
import { bodyOf } from '../input/body.ts'
import { idOf } from '../input/id.ts'
import { formatList } from '../output/format.ts'
import { article } from '../suggest.ts'
import {
  addAttributes,
  dryRunOption,
  finished,
  fromFileOption,
  ifMatchOption,
  kindClient,
  lookupOf,
  newVerb,
  noteDryRun,
  objectsOfFile,
  printOne,
  setNullOption,
  unsetOption,
  type VerbContext,
  viewOfOne,
  type WrittenFromFile,
  writeOptions,
} from './verb.ts'

const usage = (context: VerbContext, reason: string) =>
  refuse('command.usage', { reason, command: `baryon ${context.kind.noun} update` })

export function updateVerb(context: VerbContext): Command {
  const { kind } = context
  const changeable = kind.attributes.filter(
    attribute => isSettable(attribute) && !attribute.immutable && !kind.key.includes(attribute.name),
  )
  const command = newVerb('update', `Change ${article(kind.noun)}`).argument(
    '[id|name]',
    'its id or name; with several objects in --from-file, each names its own key',
  )
  const own = [
    fromFileOption('changed together or not at all'),
    setNullOption(),
    unsetOption(),
    dryRunOption(),
    ifMatchOption(),
  ]
  addAttributes(command, changeable, own, () => ({ required: false, heading: 'Attributes:' }))
  command.action(async (text: string | undefined, options: WrittenFromFile) => {
    const given = await bodyOf(changeable, options, context.session.io, await lookupOf(context))
    const objects = await objectsOfFile(context, options.fromFile)
    if (text !== undefined) return updateOne(context, text, objects, given, options)
    if (objects === undefined) throw usage(context, 'Give the id or name of the object to change')
    await updateAll(context, objects, given, options)
  })
  return finished(command)
}

async function updateOne(
  context: VerbContext,
  text: string,
  objects: readonly Row[] | undefined,
  given: Row,
  options: WrittenFromFile,
): Promise<void> {
  if (objects !== undefined && objects.length > 1)
    throw usage(context, `Leave out "${text}": the file has ${objects.length} objects, each with a key of its own`)
  const body = { ...objects?.[0], ...given }
  if (Object.keys(body).length === 0) throw usage(context, 'Give at least one attribute to change')
  const view = viewOfOne(context, options)
  const id = await (await lookupOf(context)).id(context.kind, text)
  const { object } = await (await kindClient(context)).patch(id, body, writeOptions(context, options))
  await printOne(context, object, view)
  noteDryRun(context, options)
}

function operationOf({ service, kind }: VerbContext, object: Row): ChangeRequest {
  const keys = new Set(kind.key)
  const body = Object.fromEntries(Object.entries(object).filter(([name]) => !keys.has(name)))
  return { op: 'update', service: service.name, kind: kind.name, id: idOf(kind, object), body }
}

async function updateAll(
  context: VerbContext,
  objects: readonly Row[],
  given: Row,
  options: WrittenFromFile,
): Promise<void> {
  const { kind, session } = context
  if (options.ifMatch !== undefined) throw usage(context, 'Leave out --if-match: it is for one object')
  const keyless = objects.findIndex(object => kind.key.some(name => (object[name] ?? null) === null))
  if (keyless >= 0) throw usage(context, `Give ${kind.key.join(' and ')} in object ${keyless + 1} of the file`)
  const view = viewOfOne(context, options)
  const operations = objects.map(object => operationOf(context, { ...object, ...given }))
  const answer = await (await session.client()).changes(operations, writeOptions(context, options))
  const rows = answer.results.flatMap(result => (result.object === null ? [] : [result.object]))
  session.io.stdout.write(await formatList(rows, view))
  noteDryRun(context, options)
}
