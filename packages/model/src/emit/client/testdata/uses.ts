import type { Service } from '../../../ir.ts'
import { exampleAnswer, exampleCreate, exampleInput, exampleUpdate } from '../../example.ts'
import { isServed } from '../../url.ts'
import { typeNames } from '../names.ts'

/** Declares a constant of each generated type, with the example of it. */
export function uses(service: Service): string {
  const names = typeNames(service)
  const values = service.kinds.flatMap(each => [
    [names.of(each), exampleAnswer(each)],
    ...(isServed(each, 'create') ? [[names.of(each, 'Create'), exampleCreate(each)] as const] : []),
    ...(isServed(each, 'update')
      ? (['Update', 'Patch'] as const).map(part => [names.of(each, part), exampleUpdate(each)] as const)
      : []),
    ...each.actions.map(one => [names.input(each, one), exampleInput(one)] as const),
  ])
  const lines = values.map(([type, value], at) => `export const value${at}: all.${type} = ${JSON.stringify(value)}`)
  return [`import type * as all from './${service.name}.ts'`, ...lines].join('\n')
}
