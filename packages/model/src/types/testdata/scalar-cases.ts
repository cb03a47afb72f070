/** What the test of every scalar shows: its values, their one spelling, and that its schema takes the same ones. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Json } from '@baryon/kit'
import type { ScalarName, ScalarType } from '../../ir.ts'
import { newValidator } from '../../validator.ts'
import { scalars } from '../scalars.ts'

export interface Cases {
  readonly facets?: Omit<ScalarType, 'name'>
  /** Values with their canonical spelling. */
  readonly right: readonly (readonly [Json, Json])[]
  readonly wrong: readonly Json[]
}

/** Values that are spelled so already. */
export const same = (...values: Json[]) => values.map(value => [value, value] as const)

function testFacets(name: ScalarName, facets: Omit<ScalarType, 'name'>) {
  for (const [facet, value] of Object.entries(facets)) {
    const schema = scalars[name].facets[facet]
    assert.ok(schema !== undefined, facet)
    assert.ok(newValidator().validate({ ...schema, format: undefined } as object, value as Json), facet)
  }
}

/** Tests a scalar, once for each set of facets. */
export function testScalar(name: ScalarName, ...list: readonly Cases[]): void {
  const scalar = scalars[name]
  for (const { facets = {}, right, wrong } of list) {
    const type: ScalarType = { name, ...facets }
    const valid = newValidator().compile(scalar.jsonSchema(type))
    test(`${name} ${JSON.stringify(facets)} accepts its values and spells them in one way`, () => {
      for (const [value, canonical] of right) {
        assert.deepEqual(scalar.normalise(value, type), canonical, JSON.stringify(value))
        assert.ok(valid(value), JSON.stringify(value))
      }
    })
    test(`${name} ${JSON.stringify(facets)} refuses other values, in its schema too`, () => {
      for (const value of wrong) {
        assert.equal(value === null ? undefined : scalar.normalise(value, type), undefined, JSON.stringify(value))
        assert.equal(valid(value), false, JSON.stringify(value))
      }
    })
    test(`${name} knows the facets ${JSON.stringify(facets)}`, () => testFacets(name, facets))
  }
}
