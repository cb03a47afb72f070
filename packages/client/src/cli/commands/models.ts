import type { Row, Service } from '@baryon/model'
import type { Command } from 'commander'
import type { BuiltinContext } from '../builtins.ts'
import { refuse } from '../failure.ts'
import { nounsOf } from '../noun.ts'
import { chosenColumns } from '../output/columns.ts'
import { formatList, jsonText, yamlText } from '../output/format.ts'
import { suggestion } from '../suggest.ts'
import { summaryOf } from '../verbs/noun-command.ts'
import { newCommand, withServer } from './new-command.ts'

interface Options {
  readonly format?: string
  readonly columns?: readonly string[]
  readonly resolved?: boolean
}

const columns = ['service', 'version', 'noun', 'kind', 'plural', 'actions', 'description']

const rowOf = ({ service, kind }: ReturnType<typeof nounsOf>[number]): Row => ({
  service: service.name,
  version: service.version,
  noun: kind.noun,
  kind: kind.name,
  plural: kind.plural,
  actions: kind.actions.map(action => action.name),
  description: summaryOf(kind.description),
})

function chosen(services: readonly Service[], name: string | undefined): readonly Service[] {
  if (name === undefined) return services
  const found = services.filter(service => service.name === name)
  if (found.length > 0) return found
  const names = services.map(service => service.name)
  throw refuse('service.unknown', {
    service: name,
    services: names.join(', '),
    suggestion: suggestion(name, names),
  })
}

export function modelsCommand(context: BuiltinContext): Command {
  const command = newCommand('models', 'List the services and nouns that the server offers')
    .argument('[service]', 'only of this service')
    .option('--resolved', 'print the models themselves, as the server runs them (JSON, or YAML with -f yaml)')
  return withServer(command).action(async (name: string | undefined, options: Options) => {
    const session = await context.session()
    await session.refresh()
    const services = chosen(await session.models(), name)
    const view = session.view(options, options.columns ? chosenColumns(options.columns, columns) : columns)
    const text = options.resolved
      ? await (view.format === 'yaml' ? yamlText : jsonText)(services as never)
      : await formatList(nounsOf(services).map(rowOf), view)
    session.io.stdout.write(text)
  })
}
