import type { Json } from '@baryon/kit'
import { type Action, type Attribute, answersItself, type Row } from '@baryon/model'
import type { Command } from 'commander'
import { type BodyOptions, bodyOf, checkInput } from '../input/body.ts'
import type { View } from '../output/format.ts'
import { article } from '../suggest.ts'
import {
  addAttributes,
  dryRunOption,
  finished,
  ifMatchOption,
  kindClient,
  lookupOf,
  newVerb,
  noteDryRun,
  printOne,
  type VerbContext,
  viewOfOne,
  type Written,
  writeOptions,
} from './verb.ts'

const isNeeded = (attribute: Attribute) => attribute.required && attribute.default === undefined

/** What a behaviour answers has members of its own; nothing is not shown. */
async function printAnswer(context: VerbContext, answer: Json | undefined, view: View): Promise<void> {
  if (answer === undefined) return
  const isRow = typeof answer === 'object' && answer !== null && !Array.isArray(answer)
  const row: Row = isRow ? (answer as Row) : { answer }
  await printOne(context, row, view.chosen ? view : { ...view, columns: Object.keys(row) })
}

/** A verb of the model's own. */
export function actionVerb(context: VerbContext, action: Action): Command {
  const command = newVerb(action.name, action.description || `Run ${action.name} on ${article(context.kind.noun)}`)
  command.argument('<id|name>', 'its id or name')
  addAttributes(command, action.input, [dryRunOption(), ifMatchOption()], attribute => ({
    required: isNeeded(attribute),
    heading: isNeeded(attribute) ? 'Required input:' : 'Input:',
  }))
  command.action(async (text: string, options: Written & BodyOptions) => {
    const lookup = await lookupOf(context)
    const input = await bodyOf(action.input, options, context.session.io, lookup)
    checkInput(action.input.filter(isNeeded), input)
    const view = viewOfOne(context, options)
    const id = await lookup.id(context.kind, text)
    const { object } = await (await kindClient(context)).action(id, action.name, input, writeOptions(context, options))
    if (answersItself(action)) await printAnswer(context, object, view)
    else await printOne(context, object, view)
    noteDryRun(context, options)
  })
  return finished(command)
}
