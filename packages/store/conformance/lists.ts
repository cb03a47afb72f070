import assert from 'node:assert/strict'
import { type Filter, matches } from '@baryon/model'
import fc from 'fast-check'
import type { Query, Store } from '../src/contract.ts'
import { crate, item, itemRow, place } from './fixture.ts'
import { type Check, codes, done, value } from './subject.ts'

async function ids(store: Store, query: Query) {
  return value(await store.read.list(item, query)).map(({ row }) => row['id'])
}

async function fill(store: Store, rows: Readonly<Record<string, Parameters<typeof itemRow>[1]>>) {
  await done(store, async tx => {
    for (const [id, values] of Object.entries(rows)) await tx.insert(item, itemRow(id, values))
  })
}

async function assertFilters(store: Store, cases: readonly (readonly [Filter, string])[]) {
  for (const [filter, expected] of cases) {
    assert.equal((await ids(store, { filter })).join(''), expected, JSON.stringify(filter))
    assert.equal(await store.read.count(item, filter), expected.length, JSON.stringify(filter))
  }
}

const oneOf = (attribute: string, values: readonly (string | number | null)[]) =>
  fc.record({ attribute: fc.constant(attribute), in: fc.array(fc.constantFrom(...values), { maxLength: 4 }) })

const indexed = fc.oneof(
  oneOf('owner', ['p', 'q', null]),
  oneOf('label', ['x', 'y', null]),
  oneOf('rank', [0, 1, 2, null]),
)

const anyIndexed: fc.Arbitrary<Filter> = fc.oneof(indexed, fc.record({ any: fc.array(indexed, { maxLength: 3 }) }))

const narrowing: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({ attribute: fc.constant('ready'), in: fc.constantFrom([true], [false, null]) }),
  fc.record({ attribute: fc.constant('tags'), holds: fc.constantFrom('a', 'b') }),
  fc.record({ not: anyIndexed }),
  indexed,
)

/** Lists: which objects, in which order, and how many. */
export function checkLists(check: Check) {
  check('list() filters by values, null among them', async ({ store }) => {
    await fill(store, {
      a: { rank: 1, ready: true, label: 'x', ratio: 0.5, facts: { a: 1 } },
      b: { rank: 2, ready: false, label: "y'; --" },
      c: {},
    })
    await assertFilters(store, [
      [{ attribute: 'rank', in: [1] }, 'a'],
      [{ attribute: 'rank', in: [2, 1, 7] }, 'ab'],
      [{ attribute: 'rank', in: [null] }, 'c'],
      [{ attribute: 'rank', in: [null, 2] }, 'bc'],
      [{ attribute: 'rank', in: [null, 2, 1] }, 'abc'],
      [{ attribute: 'rank', in: [] }, ''],
      [{ attribute: 'ready', in: [true] }, 'a'],
      [{ attribute: 'ready', in: [true, false] }, 'ab'],
      [{ attribute: 'ratio', in: [0.5, 1] }, 'a'],
      [{ attribute: 'label', in: ["y'; --"] }, 'b'],
      [{ attribute: 'facts', in: [{ a: 1 }] }, 'a'],
      [{ attribute: 'id', in: ['a', 'c'] }, 'ac'],
    ])
  })

  check('list() takes as many conditions as a request can hold', async ({ store }) => {
    await fill(store, { a: { rank: 1 }, b: { rank: 5000 } })
    const many: Filter[] = Array.from({ length: 3000 }, (_, index) => ({ attribute: 'rank', from: index }))
    assert.deepEqual(await ids(store, { filter: { all: many } }), ['b'])
    assert.deepEqual(await ids(store, { filter: { any: many } }), ['a', 'b'])
    // Two conditions with an index of their own, either of which may hold, have the database put all others into one chain.
    const either: Filter = { any: ['x', 'y'].map(label => ({ attribute: 'label', in: [label, null] })) }
    assert.deepEqual(await ids(store, { filter: { all: [{ all: many }, either] } }), ['b'])
  })

  check('list() combines filters, and what is not true is false', async ({ store }) => {
    await fill(store, { a: { rank: 1, label: 'x' }, b: { rank: 2 }, c: {} })
    const one: Filter = { attribute: 'rank', in: [1] }
    await assertFilters(store, [
      [{ not: one }, 'bc'],
      [{ not: { attribute: 'rank', in: [null] } }, 'ab'],
      [{ not: { not: one } }, 'a'],
      [{ any: [one, { attribute: 'rank', in: [null] }] }, 'ac'],
      [{ all: [one, { attribute: 'label', in: ['x'] }] }, 'a'],
      [{ all: [] }, 'abc'],
      [{ any: [] }, ''],
      [{ not: { attribute: 'rank', from: 2 } }, 'ac'],
      [{ not: { any: [] } }, 'abc'],
    ])
  })

  check('list() filters by inclusive bounds, and a null is never within', async ({ store }) => {
    await fill(store, { a: { rank: 1 }, b: { rank: 2 }, c: { rank: 3 }, d: {} })
    await assertFilters(store, [
      [{ attribute: 'rank', from: 2 }, 'bc'],
      [{ attribute: 'rank', to: 2 }, 'ab'],
      [{ attribute: 'rank', from: 2, to: 2 }, 'b'],
      [{ attribute: 'rank', from: 3, to: 1 }, ''],
    ])
  })

  check('list() filters by prefix, letter by letter', async ({ store }) => {
    await fill(store, {
      a: { label: '50%_x' },
      b: { label: '50ab' },
      c: { label: 'aB' },
      d: { label: 'ab\u{10ffff}z' },
      e: { label: '\ud7ffq' },
      f: {},
    })
    await assertFilters(store, [
      [{ attribute: 'label', prefix: '50' }, 'ab'],
      [{ attribute: 'label', prefix: '50%' }, 'a'],
      [{ attribute: 'label', prefix: '50_' }, ''],
      [{ attribute: 'label', prefix: 'a' }, 'cd'],
      [{ attribute: 'label', prefix: 'A' }, ''],
      [{ attribute: 'label', prefix: 'ab\u{10ffff}' }, 'd'],
      [{ attribute: 'label', prefix: '\ud7ff' }, 'e'],
      [{ attribute: 'label', prefix: '' }, 'abcde'],
    ])
  })

  check('list() filters by stamps', async ({ store, clock }) => {
    await fill(store, { a: {} })
    clock.time += 1000
    await fill(store, { b: {} })
    await assertFilters(store, [
      [{ attribute: 'created_at', from: '2026-01-01T00:00:00.500Z' }, 'b'],
      [{ attribute: 'created_at', in: ['2026-01-01T00:00:00.000Z'] }, 'a'],
      [{ attribute: 'revision', in: [2] }, 'b'],
    ])
    assert.deepEqual(await ids(store, { sort: [{ attribute: 'created_at', descending: true }] }), ['b', 'a'])
  })

  check('list() filters by what a list holds', async ({ store }) => {
    await fill(store, { a: { tags: ['x', 'y'] }, b: { tags: ['y'] }, c: { tags: [] }, d: {} })
    await assertFilters(store, [
      [{ attribute: 'tags', holds: 'y' }, 'ab'],
      [{ attribute: 'tags', holds: 'x' }, 'a'],
      [{ not: { attribute: 'tags', holds: 'x' } }, 'bcd'],
      [{ attribute: 'tags', holds: 'z' }, ''],
    ])
  })

  check('list() finds which objects hold a reference, as it changes', async ({ store }) => {
    await fill(store, { a: {}, b: {} })
    const holding = async (target: string) =>
      value(await store.read.list(crate, { filter: { attribute: 'items', holds: target } })).map(({ row }) => row['id'])
    await done(store, async tx => {
      await tx.insert(crate, { id: 'c', items: ['a', 'b'] })
      await tx.insert(crate, { id: 'd', items: ['b'] })
    })
    assert.deepEqual([await holding('a'), await holding('b')], [['c'], ['c', 'd']])
    await done(store, tx => tx.update(crate, 'c', { items: ['a'] }))
    assert.deepEqual([await holding('a'), await holding('b')], [['c'], ['d']])
    await done(store, tx => tx.remove(crate, 'c'))
    await done(store, tx => tx.update(crate, 'd', { items: null }))
    assert.deepEqual([await holding('a'), await holding('b')], [[], []])
  })

  check(
    'list() sorts with nulls first when ascending, and by the key last, in the same direction',
    async ({ store }) => {
      await fill(store, { a: { rank: 2 }, b: { rank: 1 }, c: { rank: 2 }, d: {}, e: {} })
      const by = (attribute: string, descending: boolean) => [{ attribute, descending }]
      assert.deepEqual(await ids(store, { sort: by('rank', false) }), ['d', 'e', 'b', 'a', 'c'])
      assert.deepEqual(await ids(store, { sort: by('rank', true) }), ['c', 'a', 'b', 'e', 'd'])
      assert.deepEqual(await ids(store, { sort: by('id', true) }), ['e', 'd', 'c', 'b', 'a'])
      assert.deepEqual(await ids(store, { sort: [...by('rank', true), ...by('id', false)] }), ['a', 'c', 'b', 'd', 'e'])
    },
  )

  check('a marker goes on behind its object in any order, forwards and backwards', async ({ store }) => {
    const keys = 'abcdefghij'.split('')
    await fill(
      store,
      Object.fromEntries(
        keys.map((key, index) => [
          key,
          {
            rank: [null, 1, 2][index % 3]!,
            label: [null, 'x'][index % 2]!,
          },
        ]),
      ),
    )
    const directions = [false, true]
    const sorts = [
      [],
      ...directions.map(descending => [{ attribute: 'rank', descending }]),
      ...directions.map(descending => [{ attribute: 'id', descending }]),
      ...directions.flatMap(first =>
        directions.map(second => [
          { attribute: 'rank', descending: first },
          { attribute: 'label', descending: second },
        ]),
      ),
      [
        { attribute: 'label', descending: true },
        { attribute: 'id', descending: true },
      ],
    ]
    for (const sort of sorts) {
      const whole = await ids(store, { sort })
      for (const [index, marker] of whole.entries()) {
        const after = String(marker)
        const name = `${JSON.stringify(sort)} behind ${after}`
        assert.deepEqual(await ids(store, { sort, marker: after, limit: 3 }), whole.slice(index + 1, index + 4), name)
        assert.deepEqual(await ids(store, { sort, marker: after }), whole.slice(index + 1), name)
        const before = await ids(store, { sort, marker: after, limit: 3, backwards: true })
        assert.deepEqual(before, whole.slice(Math.max(0, index - 3), index), `${name}, backwards`)
        const row = (await store.read.get(item, after))!.row
        assert.deepEqual(await ids(store, { sort, after: row, limit: 2 }), whole.slice(index + 1, index + 3), name)
      }
      assert.deepEqual(await ids(store, { sort, limit: 4, backwards: true }), whole.slice(-4))
    }
  })

  check('a page may go on behind an object that is gone', async ({ store }) => {
    await fill(store, { a: { rank: 1 }, b: { rank: 2 }, c: { rank: 3 } })
    const { row } = (await store.read.get(item, 'b'))!
    await done(store, tx => tx.remove(item, 'b'))
    assert.deepEqual(await ids(store, { sort: [{ attribute: 'rank', descending: false }], after: row }), ['c'])
    assert.deepEqual(codes(await store.read.list(item, { marker: 'b' })), ['marker.unknown'])
  })

  check('lists of objects with a key of several attributes go on behind a marker', async ({ store }) => {
    const keys = [1, 2, 10].flatMap(hall => ['a', 'b'].map(name => ({ hall, name, note: null })))
    await done(store, async tx => {
      for (const key of keys.toReversed()) await tx.insert(place, key)
    })
    const list = async (query: Query) => value(await store.read.list(place, query)).map(({ row }) => row)
    assert.deepEqual(await list({}), keys)
    assert.deepEqual(await list({ marker: '2,a', limit: 2 }), keys.slice(3, 5))
    assert.deepEqual(await list({ marker: '2,a', limit: 2, backwards: true }), keys.slice(0, 2))
    assert.deepEqual(codes(await store.read.list(place, { marker: 'nonsense' })), ['marker.unknown'])
  })

  check('list() filters and pages at once', async ({ store }) => {
    const keys = 'abcdefgh'.split('')
    await fill(
      store,
      Object.fromEntries(keys.map((key, index) => [key, { owner: index % 2 === 0 ? 'p' : 'q', rank: -index }])),
    )
    const query = {
      filter: { attribute: 'owner', in: ['p'] },
      sort: [{ attribute: 'rank', descending: false }],
    } as const
    assert.deepEqual(await ids(store, query), ['g', 'e', 'c', 'a'])
    assert.deepEqual(await ids(store, { ...query, marker: 'e', limit: 1 }), ['c'])
    assert.deepEqual(await ids(store, { ...query, limit: 0 }), [])
  })

  check(
    'pages of what any of several values of indexes finds are the whole list, in both directions',
    async ({ store }) => {
      const keys = Array.from({ length: 60 }, (_, index) => `k${String((index * 37) % 60).padStart(2, '0')}`)
      const among = <T>(values: readonly T[], index: number) => values[index % values.length]!
      const values = (index: number) => ({
        owner: among(['p', 'q', null], index),
        label: among(['x', 'y', null, 'x', 'z'], index),
        rank: among([0, 1, 2, null, 3, 1, 1], index),
        ready: among([true, false, null, true], index),
        tags: among([['a'], [], ['a', 'b']], index >> 2),
      })
      await fill(store, Object.fromEntries(keys.map((key, index) => [key, values(index)])))
      const page = fc.record({
        limit: fc.integer({ min: 1, max: 7 }),
        backwards: fc.boolean(),
        descending: fc.boolean(),
      })
      const filters = fc.tuple(anyIndexed, fc.array(narrowing, { maxLength: 2 }))
      await fc.assert(
        fc.asyncProperty(filters, page, async ([any, others], { limit, backwards, descending }) => {
          const query = { filter: { all: [any, { all: others }] }, sort: [{ attribute: 'id', descending }] }
          const all = value(await store.read.list(item, { sort: query.sort }))
          const whole = all.filter(({ row }) => matches(query.filter, row)).map(({ row }) => row['id'])
          assert.deepEqual(await ids(store, query), whole)
          const found: (typeof whole)[] = []
          let marker: string | undefined
          do {
            const next = await ids(store, { ...query, limit, backwards, ...(marker === undefined ? {} : { marker }) })
            found.push(next)
            marker = next.length < limit ? undefined : String(backwards ? next[0] : next.at(-1))
          } while (marker !== undefined)
          assert.deepEqual((backwards ? found.toReversed() : found).flat(), whole)
        }),
      )
    },
  )

  check('filters of many values are answered', async ({ store }) => {
    await fill(store, { a: {}, b: {} })
    const many = Array.from({ length: 50_000 }, (_, index) => `x${index}`)
    assert.deepEqual(await ids(store, { filter: { attribute: 'id', in: [...many, 'b'] } }), ['b'])
  })
}
