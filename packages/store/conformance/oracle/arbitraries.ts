import type { Filter, Row } from '@baryon/model'
import fc from 'fast-check'
import type { Query } from '../../src/contract.ts'

/** What is done to a store and its oracle. */
export type Operation =
  | { readonly do: 'insert'; readonly id: string; readonly values: Row }
  | { readonly do: 'update'; readonly id: string; readonly values: Row }
  | { readonly do: 'remove'; readonly id: string }

export type Step =
  | {
      readonly do: 'unit'
      readonly operations: readonly Operation[]
      readonly end: 'keep' | 'refuse' | 'dry run' | 'bug'
    }
  /** Units that arrive together. */
  | { readonly do: 'together'; readonly units: readonly Operation[] }
  | { readonly do: 'note'; readonly id: string; readonly back: number; readonly values: Row }
  | { readonly do: 'list'; readonly query: Query; readonly back: number }
  | { readonly do: 'compact'; readonly back: number }
  | { readonly do: 'reopen' }

const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'é', '\u{1f600}', 'z,%')
const text = fc.constantFrom(null, '', 'a', 'ab', 'aB', 'a%', 'b', "';--", '\ud7ff', '\u{10ffff}', '\ue000')
const whole = fc.constantFrom(null, -1, 0, 1, 2, 10)

const intent = {
  owner: fc.constantFrom(null, 'p', 'q'),
  code: fc.constantFrom(null, 'x', 'y'),
  label: text,
  rank: whole,
  ratio: fc.constantFrom(null, -0.5, 0, 1, 1.5),
  ready: fc.constantFrom(null, true, false),
  tags: fc.constantFrom(null, [], ['a'], ['b', 'a']),
  facts: fc.constantFrom(null, { a: [1, null] }, 'text', 0, false),
}
const status = { state: fc.constantFrom(null, 'UP', 'DOWN'), detail: fc.constantFrom(null, { n: 1 }, [true]) }

const some = { requiredKeys: [] as [] }
const values = fc.record({ ...intent, ...status }, some)
const observed = fc.record(status, some)

const operation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('insert' as const), id, values }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('update' as const), id, values }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('remove' as const), id }) },
)

const oneOf = fc.oneof(
  fc.record({ attribute: fc.constant('label'), in: fc.array(text, { maxLength: 3 }) }),
  fc.record({ attribute: fc.constant('rank'), in: fc.array(whole, { maxLength: 3 }) }),
  fc.record({ attribute: fc.constant('ready'), in: fc.array(intent.ready, { maxLength: 2 }) }),
  fc.record({ attribute: fc.constant('state'), in: fc.array(status.state, { maxLength: 2 }) }),
  fc.record({ attribute: fc.constant('id'), in: fc.array(id, { maxLength: 4 }) }),
)

const leaf: fc.Arbitrary<Filter> = fc.oneof(
  oneOf,
  fc.record({ attribute: fc.constantFrom('label', 'id', 'state'), prefix: text.map(value => value ?? '') }),
  fc.record({
    attribute: fc.constant('rank'),
    from: fc.integer({ min: -2, max: 3 }),
    to: fc.integer({ min: -2, max: 11 }),
  }),
  fc.record({ attribute: fc.constant('ratio'), from: fc.constantFrom(-1, 0, 1) }),
  fc.record({ attribute: fc.constant('label'), to: text.filter(value => value !== null) }),
  fc.record({ attribute: fc.constant('tags'), holds: fc.constantFrom('a', 'b', 'c') }),
)

const { filter } = fc.letrec<{ filter: Filter }>(tie => ({
  filter: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.record({ all: fc.array(tie('filter'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('filter'), { maxLength: 3 }) }),
    fc.record({ not: tie('filter') }),
  ),
}))

const sort = fc.array(
  fc.record({
    attribute: fc.constantFrom('label', 'rank', 'ratio', 'ready', 'state', 'owner', 'id', 'revision', 'updated_at'),
    descending: fc.boolean(),
  }),
  { maxLength: 3 },
)

const query: fc.Arbitrary<Query> = fc.record(
  { filter, sort, limit: fc.integer({ min: 0, max: 4 }), marker: id, backwards: fc.boolean() },
  some,
)

const back = fc.nat({ max: 12 })

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('unit' as const),
      operations: fc.array(operation, { minLength: 1, maxLength: 4 }),
      end: fc.constantFrom(
        'keep' as const,
        'keep' as const,
        'keep' as const,
        'refuse' as const,
        'dry run' as const,
        'bug' as const,
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('together' as const), units: fc.array(operation, { maxLength: 6 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('note' as const), id, back, values: observed }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('list' as const), query, back }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('compact' as const), back }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reopen' as const) }) },
)

export const story: fc.Arbitrary<readonly Step[]> = fc.array(step, { minLength: 1, maxLength: 30, size: 'max' })
