import type { Json } from '@baryon/kit'
import type { Kind, Row, Service } from '@baryon/model'
import { Command } from 'commander'
import { isNeeded, isSettable } from '../cli/attribute-option.ts'
import type { Io } from '../cli/io.ts'
import { article } from '../cli/suggest.ts'
import type { Client } from '../client.ts'
import { placeOf } from '../kind.ts'
import { ProtonOption } from './option.ts'

/** What a command works with. */
export interface ProtonContext {
  readonly service: Service
  readonly kind: Kind
  readonly io: Io
  /** Connects where `--host` and `--port` say. */
  client(): Promise<Client>
}

type Options = Readonly<Record<string, unknown>>

const print = ({ io }: ProtonContext, value: Json) => void io.stdout.write(`${JSON.stringify(value, null, 4)}\n`)

/** Names every option that is missing, where commander would stop at the first. */
class ProtonCommand extends Command {
  /** Called by commander when it finds the first. */
  missingMandatoryOptionValue(): never {
    const missing = this.options.filter(
      option => option.mandatory && this.getOptionValue(option.attributeName()) === undefined,
    )
    const flags = missing.map(option => `'${option.flags}'`).join(', ')
    this.error(`error: required option${missing.length > 1 ? 's' : ''} ${flags} not specified`, {
      code: 'commander.missingMandatoryOptionValue',
    })
  }
}

const newCommand = ({ kind }: ProtonContext, verb: string, summary: string): Command =>
  new ProtonCommand(`${kind.noun}-${verb}`).description(summary)

function withAttributes(command: Command, kind: Kind, verb: 'create' | 'update'): Command {
  for (const attribute of kind.attributes.filter(isSettable)) {
    const needed = verb === 'create' && isNeeded(kind, attribute)
    const fixed = verb === 'update' && (attribute.immutable || kind.key.includes(attribute.name))
    if (!fixed) command.addOption(new ProtonOption(attribute).makeOptionMandatory(needed))
  }
  return command
}

function bodyOf(kind: Kind, options: Options): Row {
  const given = kind.attributes.flatMap(({ name }): [string, Json][] => {
    const value = options[`attribute ${name}`] as Json | undefined
    return value === undefined ? [] : [[name, value]]
  })
  return Object.fromEntries(given)
}

const objects = async ({ client, service, kind }: ProtonContext) => (await client()).kind(service.name, kind.name)

/** Each verb as Gluon's client had it; the key is the one argument. */
export const verbs: Readonly<Record<string, (context: ProtonContext) => Command>> = {
  list: context =>
    newCommand(context, 'list', `List ${context.kind.plural}`).action(async () => {
      const { path } = placeOf(context.service, context.kind)
      const { body } = await (await context.client()).request({ method: 'GET', path, signal: context.io.signal })
      print(context, body ?? null)
    }),
  show: context =>
    newCommand(context, 'show', `Show ${article(context.kind.noun)}`)
      .argument(`<${context.kind.key.join(',')}>`, 'key of the object')
      .action(async (id: string) => print(context, (await (await objects(context)).show(id)).object)),
  create: context =>
    withAttributes(
      newCommand(context, 'create', `Create ${article(context.kind.noun)}`),
      context.kind,
      'create',
    ).action(async (options: Options) =>
      print(context, (await (await objects(context)).create(bodyOf(context.kind, options))).object),
    ),
  update: context =>
    withAttributes(newCommand(context, 'update', `Change ${article(context.kind.noun)}`), context.kind, 'update')
      .argument(`<${context.kind.key.join(',')}>`, 'key of the object')
      .action(async (id: string, options: Options) =>
        print(context, (await (await objects(context)).update(id, bodyOf(context.kind, options))).object),
      ),
  delete: context =>
    newCommand(context, 'delete', `Delete ${article(context.kind.noun)}`)
      .argument(`<${context.kind.key.join(',')}>`, 'key of the object')
      .action(async (id: string) => void (await (await objects(context)).delete(id))),
}
