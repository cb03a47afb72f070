import type { Service, StandardVerb } from '@baryon/model'
import { Command } from 'commander'
import type { Noun } from '../noun.ts'
import { nounsOf } from '../noun.ts'
import type { Session } from '../session.ts'
import { actionVerb } from './action.ts'
import { createVerb } from './create.ts'
import { deleteVerb } from './delete.ts'
import { listVerb } from './list.ts'
import { showVerb } from './show.ts'
import { updateVerb } from './update.ts'
import type { VerbContext } from './verb.ts'

interface Standard {
  readonly verb: StandardVerb
  readonly make: (context: VerbContext) => Command
}

const standard: Readonly<Record<string, Standard>> = {
  list: { verb: 'list', make: listVerb },
  show: { verb: 'get', make: showVerb },
  create: { verb: 'create', make: createVerb },
  update: { verb: 'update', make: updateVerb },
  delete: { verb: 'delete', make: deleteVerb },
}

/** First sentence, for a list. */
export const summaryOf = (description: string): string =>
  (description.split(/(?<=\.)\s|\n/)[0] ?? '').replace(/\.$/, '')

/** A noun with its verbs. @param word how it is written on the command line */
export function nounCommand(noun: Noun, word: string, session: Session, services: readonly Service[]): Command {
  const { kind } = noun
  const context: VerbContext = { ...noun, session, services }
  const command = new Command(word)
    .summary(summaryOf(kind.description) || kind.name)
    .description(kind.description || `${kind.name} of ${noun.service.name}`)
    .helpCommand(false)
  for (const { verb, make } of Object.values(standard))
    if (kind.verbs === undefined || kind.verbs.includes(verb)) command.addCommand(make(context))
  command.commandsGroup('Actions:')
  for (const action of kind.actions.filter(one => !Object.hasOwn(standard, one.name)))
    command.addCommand(actionVerb(context, action).helpGroup('Actions:'))
  return command
}

/** A service with its nouns. */
export function serviceCommand(service: Service, session: Session, services: readonly Service[]): Command {
  const command = new Command(service.name)
    .summary(service.title)
    .description(service.description || service.title)
    .helpCommand(false)
  for (const noun of nounsOf([service])) command.addCommand(nounCommand(noun, noun.kind.noun, session, services))
  return command
}
