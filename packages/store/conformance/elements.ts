import assert from 'node:assert/strict'
import { Refusal } from '@baryon/kit'
import type { Filter, Row } from '@baryon/model'
import type { ElementQuery, Reader } from '../src/contract.ts'
import { crate, item, itemRow } from './fixture.ts'
import { type Check, codes, done, faults, origin, value } from './subject.ts'

const at = (net: string, ip: string | null, port?: number) => ({ net, ip, ...(port === undefined ? {} : { port }) })

const row = (id: string, ...addresses: Row[]) => itemRow(id, { addresses })

/** The elements as `id value value`. */
async function elements(reader: Pick<Reader, 'elements'>, index: string, query: ElementQuery) {
  const found = await reader.elements(item, index, query)
  return found.map(({ id, values }) => [id, ...values].join(' '))
}

const addresses = (reader: Pick<Reader, 'elements'>, query: Partial<ElementQuery> = {}) =>
  elements(reader, 'address', { equal: [], ...query })

/** Element indexes: what is in the lists of all objects of a kind. */
export function checkElements(check: Check) {
  check('elements() answers by values, within bounds, in the order of addresses', async ({ store }) => {
    await done(store, async tx => {
      await tx.insert(item, row('a', at('n', '10.0.0.10'), at('m', '::2')))
      await tx.insert(item, row('b', at('n', '9.0.0.1'), at('n', '10.0.0.9'), at('n', '::1')))
    })
    const { read } = store
    const all = ['b n 9.0.0.1', 'b n 10.0.0.9', 'a n 10.0.0.10', 'b n ::1']
    assert.deepEqual(await addresses(read), ['a m ::2', ...all])
    assert.deepEqual(await addresses(read, { equal: ['n'] }), all)
    assert.deepEqual(await addresses(read, { equal: ['n'], descending: true, limit: 2 }), ['b n ::1', 'a n 10.0.0.10'])
    assert.deepEqual(await addresses(read, { equal: ['n'], from: '10.0.0.9', to: '10.255.255.255' }), all.slice(1, 3))
    assert.deepEqual(await addresses(read, { equal: ['n', '10.0.0.9'] }), ['b n 10.0.0.9'])
    assert.deepEqual(await addresses(read, { equal: ['n', '10.0.0.8'] }), [])
    assert.equal(await read.countElements(item, 'address', { equal: ['n'], from: '10.0.0.10', limit: 1 }), 2)
  })

  check('elements() in a unit of work sees the writes before it, outside nobody does', async ({ store }) => {
    await done(store, tx => tx.insert(item, row('a', at('n', '10.0.0.1'))))
    await done(store, async tx => {
      await tx.insert(item, row('b', at('n', '10.0.0.2')))
      await tx.update(item, 'a', { addresses: [at('n', '10.0.0.3')] })
      assert.deepEqual(await addresses(tx), ['b n 10.0.0.2', 'a n 10.0.0.3'])
      assert.equal(await tx.countElements(item, 'address', { equal: ['n'] }), 2)
      assert.deepEqual(await addresses(store.read), ['a n 10.0.0.1'])
      await tx.remove(item, 'b')
      assert.deepEqual(await addresses(tx), ['a n 10.0.0.3'])
    })
    assert.deepEqual(await addresses(store.read), ['a n 10.0.0.3'])
  })

  check('elements of a list of scalars or of references are found by their value', async ({ store }) => {
    await done(store, async tx => {
      await tx.insert(item, itemRow('a', { tags: ['y', 'x', 'y'] }))
      await tx.insert(item, itemRow('b', { tags: ['x'] }))
      await tx.insert(crate, { id: 'c', items: ['b', 'a'] })
    })
    assert.deepEqual(await elements(store.read, 'tag', { equal: [] }), ['a x', 'b x', 'a y', 'a y'])
    assert.deepEqual(await elements(store.read, 'tag', { equal: ['x'] }), ['a x', 'b x'])
    assert.deepEqual(await store.read.elements(crate, 'items', { equal: ['a'] }), [{ id: 'c', values: ['a'] }])
    await done(store, tx => tx.update(item, 'a', { tags: ['y'] }))
    assert.deepEqual(await elements(store.read, 'tag', { equal: [] }), ['b x', 'a y'])
  })

  check('numbers are in order, and a null comes before them and is never within bounds', async ({ store }) => {
    await done(store, tx => tx.insert(item, row('a', at('n', null, 10), at('n', null, 9), at('m', null))))
    const ports = (query: ElementQuery) => elements(store.read, 'port', query)
    assert.deepEqual(await ports({ equal: [] }), ['a  m', 'a 9 n', 'a 10 n'])
    assert.deepEqual(await ports({ equal: [], to: 9 }), ['a 9 n'])
    assert.deepEqual(await ports({ equal: [null] }), ['a  m'])
  })

  check('an element that must be unique is refused by naming the list and its values', async ({ store }) => {
    await done(store, tx => tx.insert(item, row('a', at('n', '10.0.0.1'))))
    const [fault] = faults(await store.commit(origin, tx => tx.insert(item, row('b', at('n', '10.0.0.1')))))
    assert.equal(fault?.code, 'unique.taken')
    assert.match(
      fault.message,
      /addresses\.net, addresses\.ip: another Item has net "n", ip "10\.0\.0\.1" in addresses/,
    )
    assert.equal(fault.pointer, '/addresses')
    const twice = await store.commit(origin, tx => tx.insert(item, row('b', at('m', '::1'), at('m', '::1', 1))))
    assert.deepEqual(codes(twice), ['unique.taken'])
    await done(store, tx => tx.insert(item, row('b', at('m', '10.0.0.1'), at('n', null), at('n', null))))
  })

  check('a write that is refused leaves neither a row nor elements, though its unit goes on', async ({ store }) => {
    await done(store, tx => tx.insert(item, itemRow('a', { owner: 'p', code: 'x', addresses: [at('n', '10.0.0.1')] })))
    await done(store, async tx => {
      await tx.insert(item, itemRow('b', { owner: 'p', code: 'y', addresses: [at('n', '10.0.0.2')] }))
      await assert.rejects(tx.insert(item, row('c', at('n', '10.0.0.3'), at('n', '10.0.0.1'))), Refusal)
      await assert.rejects(tx.insert(item, row('b', at('n', '10.0.0.4'))), Refusal)
      await assert.rejects(tx.update(item, 'b', { addresses: [at('n', '10.0.0.5'), at('n', '10.0.0.1')] }), Refusal)
      await assert.rejects(tx.update(item, 'b', { code: 'x', addresses: [at('n', '10.0.0.6')] }), Refusal)
      assert.deepEqual(await addresses(tx), ['a n 10.0.0.1', 'b n 10.0.0.2'])
      assert.equal(await tx.count(item), 2)
    })
    assert.deepEqual((await store.read.get(item, 'b'))?.row['addresses'], [at('n', '10.0.0.2')])
  })

  check('an element may go from one object to another within a unit of work', async ({ store }) => {
    await done(store, tx => tx.insert(item, row('a', at('n', '10.0.0.1'), at('n', '10.0.0.2'))))
    await done(store, async tx => {
      await tx.update(item, 'a', { addresses: [at('n', '10.0.0.2')] })
      await tx.insert(item, row('b', at('n', '10.0.0.1')))
    })
    assert.deepEqual(await addresses(store.read), ['b n 10.0.0.1', 'a n 10.0.0.2'])
  })

  check('an index or a value that an element index does not have is a bug', async ({ store }) => {
    await assert.rejects(store.read.elements(item, 'nothing', { equal: [] }), /no element index "nothing"/)
    await assert.rejects(store.read.elements(item, 'tag', { equal: ['x'], from: 'y' }), /fewer can be asked for/)
    await assert.rejects(
      store.read.list(item, { filter: { list: 'addresses', where: { attribute: 'mac', in: ['x'] } } }),
      /no member "mac"/,
    )
    await assert.rejects(
      store.read.list(item, { filter: { list: 'label', where: { attribute: '', in: ['x'] } } }),
      /"label" is no list/,
    )
  })

  check('list() filters by what one element has, whether it is indexed or not', async ({ store }) => {
    await done(store, async tx => {
      await tx.insert(item, row('a', at('n', '10.0.0.1', 1), at('m', '10.0.0.2', 2)))
      await tx.insert(item, row('b', at('n', '10.0.0.2', 1)))
      await tx.insert(item, row('c'))
      await tx.insert(item, itemRow('d', { sizes: [1, 20] }))
    })
    const where = (...all: Filter[]): Filter => ({ list: 'addresses', where: { all } })
    const net = (...given: string[]): Filter => ({ attribute: 'net', in: given })
    const ip = (...given: string[]): Filter => ({ attribute: 'ip', in: given })
    const cases: readonly (readonly [Filter, string])[] = [
      [where(net('n'), ip('10.0.0.2')), 'b'],
      [where(net('n', 'm'), ip('10.0.0.2', '10.0.0.1')), 'ab'],
      [{ all: [where(net('m')), where(ip('10.0.0.1'))] }, 'a'],
      [{ not: where(ip('10.0.0.1')) }, 'bcd'],
      [where({ not: net('n') }), 'a'],
      [where(), 'ab'],
      [where(ip('10.0.0.2'), { attribute: 'port', from: 2 }), 'a'],
      [where({ attribute: 'ip', contains: '0.2' }), 'ab'],
      [where({ attribute: 'ip', prefix: '10.0.0.1' }), 'a'],
      [where({ attribute: 'net', contains: 'm' }), 'a'],
      [where(ip('nonsense')), ''],
      [{ list: 'sizes', where: { attribute: '', from: 10 } }, 'd'],
      [{ attribute: 'sizes', holds: 1 }, 'd'],
    ]
    for (const [filter, expected] of cases)
      for (const revision of [undefined, store.journal.head()]) {
        const found = value(await store.read.list(item, { filter }, revision)).map(each => each.row['id'])
        assert.equal(found.join(''), expected, JSON.stringify(filter))
      }
  })

  check('list() filters by a part of a text, letter by letter', async ({ store }) => {
    for (const [id, label] of [
      ['a', 'x%y'],
      ['b', 'xAy'],
      ['c', ''],
      ['d', null],
    ] as const)
      await done(store, tx => tx.insert(item, itemRow(id, { label })))
    for (const [contains, expected] of [
      ['%', 'a'],
      ['A', 'b'],
      ['a', ''],
      ['y', 'ab'],
      ['', 'abc'],
    ] as const) {
      const found = value(await store.read.list(item, { filter: { attribute: 'label', contains } }))
      assert.equal(found.map(each => each.row['id']).join(''), expected)
    }
  })
}
