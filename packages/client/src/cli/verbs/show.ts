import { type Command, Option } from 'commander'
import { finished, kindClient, lookupOf, newVerb, printOne, type Shown, type VerbContext, viewOfOne } from './verb.ts'

interface Options extends Shown {
  readonly at?: string
}

export function showVerb(context: VerbContext): Command {
  const command = newVerb('show', `Show one ${context.kind.noun}`)
    .argument('<id|name>', 'its id or name')
    .addOption(new Option('--at <revision|time>', 'as it was then'))
    .action(async (text: string, options: Options) => {
      const view = viewOfOne(context, options)
      const { signal } = context.session.io
      const lookup = await lookupOf(context, options.at)
      const named = await lookup.named(context.kind, text)
      if (named !== undefined) return printOne(context, named, view)
      const id = await lookup.id(context.kind, text)
      const at = options.at === undefined ? {} : { at: options.at }
      const { object } = await (await kindClient(context)).show(id, { signal, ...at })
      await printOne(context, object, view)
    })
  return finished(command)
}
