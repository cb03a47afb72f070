/** The expression language: Common Expression Language, functions for addresses, and comparisons with null for every type. */
import { Environment } from '@marcbachmann/cel-js'
import { addNetworkFunctions } from './network.ts'

/** Every attribute may be null, so everything can be compared with it; at run time null is never of these types. */
const COMPARED_WITH_NULL = ['string', 'int', 'double', 'bool', 'list<dyn>', 'map']

function make(): Environment {
  const environment = new Environment({
    unlistedVariablesAreDyn: true,
    homogeneousAggregateLiterals: false,
    limits: { maxAstNodes: 10_000, maxDepth: 64 },
  })
  addNetworkFunctions(environment)
  for (const type of COMPARED_WITH_NULL) environment.registerOperator(`${type} == null`, () => false)
  environment.registerOperator('int + double: double', (left: bigint, right: number) => Number(left) + right)
  environment.registerOperator('double + int: double', (left: number, right: bigint) => left + Number(right))
  environment.registerOperator('int - double: double', (left: bigint, right: number) => Number(left) - right)
  environment.registerOperator('double - int: double', (left: number, right: bigint) => left - Number(right))
  environment.registerOperator('int * double: double', (left: bigint, right: number) => Number(left) * right)
  environment.registerOperator('double * int: double', (left: number, right: bigint) => left * Number(right))
  environment.registerOperator('int / double: double', (left: bigint, right: number) => Number(left) / right)
  environment.registerOperator('double / int: double', (left: number, right: bigint) => left / Number(right))
  return environment
}

/** Shared by all expressions; scopes are clones of it. */
export const language: Environment = make()
