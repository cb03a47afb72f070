import type { Service } from '../../../ir.ts'
import { exampleAnswer, exampleCreate, exampleInput, exampleUpdate } from '../../example.ts'
import { typeNames } from '../names.ts'

/** Declares a constant of each generated type, with the example of it. */
export function uses(service: Service): string {
  const names = typeNames(service)
  const values = service.kinds.flatMap(each => [
    [names.of(each), exampleAnswer(each)],
    [names.of(each, 'Create'), exampleCreate(each)],
    [names.of(each, 'Update'), exampleUpdate(each)],
    [names.of(each, 'Patch'), exampleUpdate(each)],
    ...each.actions.map(one => [names.input(each, one), exampleInput(one)] as const),
  ])
  const lines = values.map(([type, value], at) => `export const value${at}: all.${type} = ${JSON.stringify(value)}`)
  return [`import type * as all from './${service.name}.ts'`, ...lines].join('\n')
}
