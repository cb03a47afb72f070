import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import test from 'node:test'
import type { Filter, Kind } from '@baryon/model'
import { crate, item, itemRow, place, shop } from '../../../conformance/fixture.ts'
import type { ElementQuery, Query } from '../../contract.ts'
import { keysText } from '../../deliveries.ts'
import { Queries, type Statement } from '../../query/queries.ts'
import { Shapes } from '../../shape/shapes.ts'
import { sqliteLanguage } from './language.ts'
import { systemTables } from './system-tables.ts'

const shapes = new Shapes([shop], {})
const queries = new Queries(sqliteLanguage)

function database() {
  const made = new DatabaseSync(':memory:')
  const find = ({ kind }: { readonly kind: string }) => shop.kinds.find(({ name }) => name === kind)
  for (const text of [...systemTables, ...shop.kinds.flatMap(kind => sqliteLanguage.createKind(kind, find))])
    made.exec(text)
  return made
}

/** How SQLite would run it, a line a step. */
function planOf({ text, values }: Statement): string {
  using made = database()
  const steps = made.prepare(`explain query plan ${text}`).all(...values)
  return steps.map(({ detail }) => String(detail)).join('\n')
}

/** What reads more than it answers: a walk of a whole table, or a sort. */
const costly = /SCAN \w+(?! USING INDEX)\b|USE TEMP B-TREE/

function assertWalks(kind: Kind, query: Query, index: RegExp) {
  const marker = kind === item ? itemRow('m', { rank: 5, label: 'x', owner: 'p' }) : { hall: 1, name: 'x' }
  for (const after of [undefined, marker]) {
    const plan = planOf(queries.list(shapes.of(kind), { limit: 100, ...query }, after))
    assert.doesNotMatch(plan, costly, plan)
    assert.match(plan, index, plan)
    if (after !== undefined) assert.match(plan, /SEARCH shop_\w+ USING/, plan)
  }
}

test('a page in the order of the key walks the primary key from its marker', () => {
  assertWalks(item, {}, /USING INDEX sqlite_autoindex_shop_items_1/)
  assertWalks(item, { backwards: true }, /USING INDEX sqlite_autoindex_shop_items_1/)
  assertWalks(place, {}, /USING INDEX sqlite_autoindex_shop_places_1/)
})

test('a page of what a project owns walks the index of its owner from the marker', () => {
  assertWalks(item, { filter: { attribute: 'owner', in: ['p'] } }, /USING INDEX shop_items__owner__owner \(owner=\?/)
})

const labels: Filter = { attribute: 'label', in: ['x', 'y'] }
const ownersOrLabels: Filter = { any: [{ attribute: 'owner', in: ['p', 'q'] }, labels] }

/** Each walk is of an index from the marker on, side by side with the others, with no sort. */
function assertSideBySide(query: Query, walks: number) {
  for (const backwards of [false, true]) {
    const listed = queries.list(shapes.of(item), { limit: 100, backwards, ...query }, itemRow('m'))
    const plan = planOf(listed)
    assert.doesNotMatch(plan, /USE TEMP B-TREE|SCAN (?!page)|MULTI-INDEX OR/, plan)
    const found = plan
      .split('\n')
      .filter(step => /USING (COVERING )?INDEX shop_items__\w+ \(\w+=\? AND id[<>]\?\)/.test(step))
    assert.equal(found.length, walks, plan)
  }
}

test('a page of what several values of indexes find walks all of them side by side from the marker', () => {
  assertSideBySide({ filter: labels }, 2)
  assertSideBySide({ filter: ownersOrLabels }, 4)
  assertSideBySide({ filter: { any: [{ attribute: 'rank', in: [null, 1] }, labels] } }, 4)
  assertSideBySide({ filter: { all: [{ attribute: 'ready', in: [true] }, { all: [ownersOrLabels] }] } }, 4)
  assertSideBySide({ filter: labels, sort: [{ attribute: 'id', descending: true }] }, 2)
})

test('a page is not walked by many values where fewer objects are found otherwise, or in another order', () => {
  const many: Filter = { attribute: 'label', in: Array.from({ length: 100 }, (_, index) => `x${index}`) }
  for (const [query, plan] of [
    [{ filter: { all: [ownersOrLabels, { attribute: 'rank', in: [1] }] } }, /shop_items__rank__index \(rank=\?/],
    [{ filter: { all: [ownersOrLabels, { attribute: 'id', in: ['a'] }] } }, /autoindex_shop_items_1 \(id=\?/],
    [{ filter: { all: [labels, { attribute: 'tags', holds: 'a' }] } }, /shop_items__tags__tag__elements__values/],
    [{ filter: many }, /shop_items__label__index \(label=\?/],
    [{ filter: labels, sort: [{ attribute: 'rank', descending: false }] }, /shop_items/],
    [{ filter: { any: [labels, { attribute: 'ready', in: [true] }] } }, /shop_items/],
  ] as const) {
    const { text, values } = queries.list(shapes.of(item), { limit: 100, ...query }, undefined)
    assert.doesNotMatch(text, / union /)
    assert.match(planOf({ text, values }), plan)
  }
})

test('a page in the order of a declared index walks that index, within equal values too', () => {
  const index = /USING INDEX shop_items__rank__index/
  for (const descending of [false, true])
    for (const backwards of [false, true])
      assertWalksWhole({ sort: [{ attribute: 'rank', descending }], backwards }, index)
})

/** Behind a marker a sorted page has several walks, whose few rows are sorted together: each walk has to be one of the index. */
function assertWalksWhole(query: Query, index: RegExp) {
  const shape = shapes.of(item)
  const first = planOf(queries.list(shape, { limit: 100, ...query }, undefined))
  assert.match(first, index)
  assert.doesNotMatch(first, costly)
  const next = planOf(queries.list(shape, { limit: 100, ...query }, itemRow('m', { rank: 5 })))
  const walks = next.split('\n').filter(step => /shop_items/.test(step))
  assert.ok(walks.length >= 2)
  for (const walk of walks) assert.match(walk, /SEARCH shop_items USING INDEX shop_items__rank__index \(rank/, next)
}

test('filters by value, prefix, bounds and many values use a declared index', () => {
  const shape = shapes.of(item)
  for (const filter of [
    { attribute: 'label', in: ['x'] },
    { attribute: 'label', in: ['x', 'y'] },
    { attribute: 'label', prefix: 'x%' },
    { attribute: 'rank', from: 1, to: 2 },
  ])
    assert.match(planOf(queries.count(shape, filter)), /SEARCH shop_items USING (COVERING )?INDEX shop_items__/)
})

test('who holds a reference is found by the element index of the list', () => {
  const plan = planOf(queries.list(shapes.of(crate), { filter: { attribute: 'items', holds: 'a' } }, undefined))
  assert.match(plan, /USING COVERING INDEX shop_crates__items__elements__values \(value=\?\)/)
})

test('what an element has is found by the element index that begins with it', () => {
  const plan = (where: Filter) =>
    planOf(queries.list(shapes.of(item), { filter: { list: 'addresses', where }, limit: 100 }, undefined))
  const net: Filter = { attribute: 'net', in: ['n'] }
  const ip: Filter = { attribute: 'ip', in: ['10.0.0.1', '::1'] }
  assert.match(
    plan({ all: [ip, net] }),
    /SEARCH \S+ USING INDEX shop_items__addresses__address__elements__values \(net=\? AND ip=\?\)/,
  )
  assert.match(plan(ip), /SEARCH \S+ USING COVERING INDEX shop_items__addresses__ip__elements__values \(ip=\?\)/)
  for (const where of [ip, net])
    assert.match(plan(where), /SEARCH shop_items USING INDEX sqlite_autoindex_shop_items_1 \(id=\?\)/)
})

test('elements are read by a walk of their index, in its order', () => {
  const plan = (index: string, query: ElementQuery) => planOf(queries.elements(shapes.of(item), index, query))
  for (const query of [{ equal: ['n'], from: '::1' }, { equal: ['n'], descending: true }, { equal: [] }]) {
    const steps = plan('address', { ...query, limit: 10 })
    assert.match(steps, /USING INDEX shop_items__addresses__address__elements__values/)
    assert.doesNotMatch(steps, costly, steps)
  }
  const ports = plan('port', { equal: [null], to: 'x' })
  assert.match(ports, /SEARCH \S+ USING COVERING INDEX \S+ \(port=\? AND net<\?\)/)
  assert.doesNotMatch(ports, costly, ports)
})

test('an object of the past is found by the index of the journal', () => {
  const plan = planOf(queries.getPast(shapes.of(item), 'a', 7))
  assert.doesNotMatch(plan, /SCAN/, plan)
  assert.match(
    plan,
    /USING INDEX baryon_journal__object \(service=\? AND kind=\? AND id=\? AND plane=\? AND revision<\?\)/,
  )
})

test('a page of deliveries walks an index from its key on, of one state too', () => {
  const after = { kind: 'port', id: 'p' }
  const refused = planOf({
    text: keysText({ state: 'refused', after, limit: 9 }),
    values: ['t', 'refused', 'port', 'p', 9],
  })
  assert.match(refused, /INDEX baryon_delivery__state \(target=\? AND state=\? AND \(kind,id\)>/)
  const all = planOf({ text: keysText({ after, limit: 9 }), values: ['t', 'port', 'p', 9] })
  assert.match(all, /PRIMARY KEY \(target=\? AND \(kind,id\)>/)
  assert.doesNotMatch(refused + all, /SCAN|TEMP B-TREE/)
})
