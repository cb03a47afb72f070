import type { Json } from '@baryon/kit'
import type { Filter, Row } from '@baryon/model'
import fc from 'fast-check'
import type { ElementQuery, Query } from '../../src/contract.ts'

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
  | { readonly do: 'elements'; readonly index: string; readonly query: ElementQuery }
  | { readonly do: 'compact'; readonly back: number }
  | { readonly do: 'reopen' }

const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'é', '\u{1f600}', 'z,%')
const text = fc.constantFrom(null, '', 'a', 'ab', 'aB', 'a%', 'b', "';--", '\ud7ff', '\u{10ffff}', '\ue000')
const whole = fc.constantFrom(null, -1, 0, 1, 2, 10)

/** In their order, which is not that of their text. */
export const addresses = ['9.0.0.1', '10.0.0.9', '10.0.0.10', '::1', '::a', '2001:db8::'] as const
const ip = fc.constantFrom(null, ...addresses)
const net = fc.constantFrom(null, '', 'm', 'n')
const zone = fc.constantFrom('x', 'y')
const element = fc.record(
  { net, ip, port: whole, zones: fc.constantFrom(null, [], ['x'], ['y', 'x']) },
  { requiredKeys: ['net'], noNullPrototype: true },
)

const intent = {
  owner: fc.constantFrom(null, 'p', 'q'),
  code: fc.constantFrom(null, 'x', 'y'),
  label: text,
  rank: whole,
  ratio: fc.constantFrom(null, -0.5, 0, 1, 1.5),
  ready: fc.constantFrom(null, true, false),
  tags: fc.constantFrom(null, [], ['a'], ['b', 'a'], ['a', 'a']),
  sizes: fc.constantFrom(null, [], [1], [2, 2, 10]),
  addresses: fc.option(fc.array(element, { maxLength: 3 })),
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
  fc.record({ attribute: fc.constant('owner'), in: fc.array(intent.owner, { maxLength: 3 }) }),
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

const bounds = { from: fc.integer({ min: -2, max: 3 }), to: fc.integer({ min: -2, max: 11 }) }
const joined = (one: fc.Arbitrary<Filter>) =>
  fc.oneof(
    { weight: 3, arbitrary: one },
    fc.record({ not: one }),
    fc.record({ all: fc.array(one, { maxLength: 2 }) }),
    fc.record({ any: fc.array(one, { maxLength: 2 }) }),
  )

/** What may be said of an element of `addresses`: of what is in an index, of what is in another, and of what is in none. */
const ofAddress: fc.Arbitrary<Filter> = joined(
  fc.oneof(
    fc.record({ attribute: fc.constant('net'), in: fc.array(net, { maxLength: 2 }) }),
    fc.record({ attribute: fc.constant('ip'), in: fc.array(fc.oneof(ip, fc.constant('::A')), { maxLength: 3 }) }),
    fc.record({ attribute: fc.constant('port'), in: fc.array(whole, { maxLength: 2 }) }),
    fc.record({ attribute: fc.constant('port'), ...bounds }),
    fc.record({ attribute: fc.constant('ip'), from: fc.constantFrom(...addresses) }),
    fc.record({ attribute: fc.constantFrom('ip', 'net'), contains: fc.constantFrom('', '0.0', ':', 'n') }),
    fc.record({ attribute: fc.constantFrom('ip', 'net'), prefix: fc.constantFrom('', '1', 'n') }),
    fc.record({ attribute: fc.constant('zones'), holds: zone }),
    fc.record({ list: fc.constant('zones'), where: fc.record({ attribute: fc.constant(''), prefix: zone }) }),
  ),
)

const ofTag: fc.Arbitrary<Filter> = joined(
  fc.oneof(
    fc.record({ attribute: fc.constant(''), in: fc.array(fc.constantFrom('a', 'b', null), { maxLength: 2 }) }),
    fc.record({ attribute: fc.constant(''), contains: fc.constantFrom('', 'a') }),
    fc.record({ attribute: fc.constant(''), from: fc.constantFrom('a', 'b') }),
  ),
)

const ofLists: fc.Arbitrary<Filter> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ list: fc.constant('addresses'), where: ofAddress }) },
  fc.record({ list: fc.constant('tags'), where: ofTag }),
  fc.record({ list: fc.constant('sizes'), where: fc.record({ attribute: fc.constant(''), ...bounds }) }),
  fc.record({ attribute: fc.constant('sizes'), holds: fc.constantFrom(1, 2, 3) }),
  fc.record({ attribute: fc.constantFrom('label', 'id', 'state'), contains: text.map(value => value ?? '') }),
)

const { filter } = fc.letrec<{ filter: Filter }>(tie => ({
  filter: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    ofLists,
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

const asked = { descending: fc.boolean(), limit: fc.integer({ min: 0, max: 3 }) }
const elementQuery = (
  ...members: readonly (readonly [bound: fc.Arbitrary<Json>, equal: fc.Arbitrary<Json>])[]
): fc.Arbitrary<ElementQuery> =>
  fc.oneof(
    ...Array.from({ length: members.length + 1 }, (_, length): fc.Arbitrary<ElementQuery> => {
      const equal = fc.tuple(...members.slice(0, length).map(([, value]) => value))
      const next = members[length]?.[0]
      return next === undefined
        ? fc.record({ equal, ...asked }, { requiredKeys: ['equal'] })
        : fc.record({ equal, ...asked, from: next, to: next }, { requiredKeys: ['equal'] })
    }),
  )

const rank = whole.filter(value => value !== null)
const elements = fc.oneof(
  fc.record({
    do: fc.constant('elements' as const),
    index: fc.constant('address'),
    query: elementQuery([fc.constantFrom('', 'm', 'n'), net], [fc.constantFrom(...addresses), ip]),
  }),
  fc.record({
    do: fc.constant('elements' as const),
    index: fc.constant('port'),
    query: elementQuery([rank, whole], [fc.constantFrom('', 'n'), net]),
  }),
  fc.record({
    do: fc.constant('elements' as const),
    index: fc.constant('tag'),
    query: elementQuery([fc.constantFrom('a', 'b'), fc.constantFrom('a', 'b', 'c')]),
  }),
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
  { weight: 3, arbitrary: elements },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('compact' as const), back }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reopen' as const) }) },
)

export const story: fc.Arbitrary<readonly Step[]> = fc.array(step, { minLength: 1, maxLength: 30, size: 'max' })
