import assert from 'node:assert/strict'
import type { Kind, Service } from '@baryon/model'
import type { Store } from '../src/contract.ts'
import { attribute, crate, item, itemRow, kind, place, scalar, shop } from './fixture.ts'
import { type Check, codes, done, faults, value } from './subject.ts'

const shopWith = (...kinds: readonly Kind[]): Service => ({ ...shop, kinds })

const itemWith = (change: Partial<Kind>): Service => shopWith({ ...item, ...change }, place, crate)

const plus = (...attributes: Kind['attributes']) => [...item.attributes, ...attributes]

const itemOf = (services: readonly Service[]) =>
  services.flatMap(service => service.kinds).find(each => each.name === 'Item')!

const give = (store: Store, id: string, values = {}) => done(store, tx => tx.insert(item, itemRow(id, values)))

/** Models that change between two starts. */
export function checkModels(check: Check) {
  check('the applied models are recorded', async ({ store, reopen }) => {
    assert.deepEqual(store.services, [shop])
    assert.deepEqual((await reopen()).services, [shop])
  })

  check('a new service and a new kind get tables', async ({ reopen }) => {
    const shelf = kind({
      name: 'Shelf',
      plural: 'shelves',
      attributes: [attribute('id', scalar('string'), { required: true, nullable: false })],
    })
    const other = { ...shop, name: 'other', kinds: [{ ...shelf, service: 'other', table: 'other_shelves' }] }
    const store = await reopen([shopWith(item, place, crate, shelf), other])
    await done(store, tx => tx.insert(shelf, { id: 'a' }))
    await done(store, tx => tx.insert(other.kinds[0]!, { id: 'a' }))
    assert.equal(await store.read.count(other.kinds[0]!), 1)
  })

  check('what nobody may set can become a status, with the values it had, now and in the past', async ({ reopen }) => {
    const phase = (plane: 'intent' | 'status') =>
      itemWith({ attributes: plus(attribute('phase', scalar('string'), { plane, readOnly: true })) })
    const before = await reopen([phase('intent')])
    await done(before, tx => tx.insert(itemOf([phase('intent')]), itemRow('a', { phase: 'new' })))
    const again = await reopen([phase('status')])
    const now = itemOf([phase('status')])
    const origin = { actor: 'controller', requestId: 'n' }
    const seen = async (at?: number) => (await again.read.get(now, 'a', at))?.row['phase']
    assert.deepEqual([await seen(), await seen(1)], ['new', 'new'])
    assert.equal(await again.note({ kind: now, id: 'a', observed: 1, values: { phase: 'old' }, origin }), true)
    assert.deepEqual([await seen(), await seen(1), await seen(2)], ['old', 'new', 'old'])
    await done(again, tx => tx.update(now, 'a', { rank: 1 }))
    assert.deepEqual([await seen(), await seen(3)], ['old', 'old'])
  })

  check('a new attribute gives its default to what is stored, and to how that was', async ({ store, reopen }) => {
    await give(store, 'a')
    const services = [
      itemWith({
        attributes: plus(
          attribute('colour', scalar('string'), { default: 'red', nullable: false }),
          attribute('on', scalar('boolean'), { default: true }),
          attribute('list', { name: 'list', items: scalar('string') }, { default: ['x'] }),
          attribute('health', scalar('string'), { plane: 'status', default: 'unknown' }),
          attribute('size', scalar('integer')),
        ),
      }),
    ]
    const again = await reopen(services)
    const now = itemOf(services)
    await done(again, tx =>
      tx.insert(now, itemRow('b', { colour: 'blue', on: null, list: null, health: null, size: 1 })),
    )
    const seen = async (id: string, at?: number) => {
      const { colour, on, list, health, size } = (await again.read.get(now, id, at))!.row
      return [colour, on, list, health, size]
    }
    for (const at of [undefined, again.journal.head()]) {
      assert.deepEqual(await seen('a', at), ['red', true, ['x'], 'unknown', null])
      assert.deepEqual(await seen('b', at), ['blue', null, null, null, 1])
    }
    const red = value(
      await again.read.list(now, { filter: { attribute: 'colour', in: ['red'] } }, again.journal.head()),
    )
    assert.deepEqual(
      red.map(({ row }) => row['id']),
      ['a'],
    )
    const third = await reopen(services)
    assert.equal((await third.read.get(now, 'a', 1))?.row['colour'], 'red')
  })

  check('a new reference and a new list of references can be used', async ({ store, reopen }) => {
    await give(store, 'a')
    const to = { service: 'shop', kind: 'Item' }
    const key = { name: 'reference', to, onDelete: 'restrict', key: { name: 'string' } } as const
    const services = [
      itemWith({
        attributes: plus(attribute('twin', key), attribute('friends', { name: 'list', items: key })),
        references: [
          { attribute: 'twin', many: false, to, onDelete: 'restrict' },
          { attribute: 'friends', many: true, to, onDelete: 'restrict' },
        ],
      }),
    ]
    const again = await reopen(services)
    const now = itemOf(services)
    await done(again, tx => tx.insert(now, itemRow('b', { twin: 'a', friends: ['a'] })))
    for (const filter of [
      { attribute: 'twin', in: ['a'] },
      { attribute: 'friends', holds: 'a' },
    ])
      assert.equal(await again.read.count(now, filter), 1)
  })

  check('indexes and unique constraints may come and go', async ({ store, reopen }) => {
    await give(store, 'a', { label: 'x' })
    const services = [itemWith({ uniques: [{ name: 'label', attributes: ['label'] }], indexes: [] })]
    const again = await reopen(services)
    const now = itemOf(services)
    const second = await again.commit({ actor: '', requestId: '' }, tx => tx.insert(now, itemRow('b', { label: 'x' })))
    assert.deepEqual(codes(second), ['unique.taken'])
    const third = await reopen()
    await give(third, 'b', { label: 'x' })
  })

  check(
    'a unique constraint that stored objects break is refused, and nothing is changed',
    async ({ store, reopen, tryReopen }) => {
      for (const id of ['a', 'b']) await give(store, id, { label: 'x' })
      const broken = itemWith({
        attributes: plus(attribute('extra', scalar('string'))),
        uniques: [{ name: 'label', attributes: ['label'] }],
      })
      assert.deepEqual(codes(await tryReopen([broken])), ['model.duplicates'])
      const again = await reopen()
      await give(again, 'c', { owner: 'p', code: 'x' })
      assert.equal((await again.read.list(item, {})).ok, true)
    },
  )

  check('texts, policies, rules and wider facets are recorded and change no data', async ({ store, reopen }) => {
    await give(store, 'a')
    const services = [
      {
        ...itemWith({ description: 'New', rules: [{ expression: 'true', message: 'm' }], quota: 99, plural: 'things' }),
        version: '2',
      },
    ]
    assert.deepEqual((await reopen(services)).services, services)
  })

  check(
    'every change that stored objects do not fit is refused with its name, what is stored and what is given',
    async ({ store, reopen, tryReopen }) => {
      await give(store, 'a')
      const attributes = item.attributes
        .filter(({ name }) => name !== 'label')
        .map(each => {
          if (each.name === 'rank') return { ...each, type: scalar('string') }
          if (each.name === 'ready') return { ...each, nullable: false }
          if (each.name === 'state') return { ...each, plane: 'intent' as const }
          return each
        })
      const changed = itemWith({
        key: ['id', 'code'],
        attributes: [...attributes, attribute('title', scalar('string'), { required: true, nullable: false })],
        indexes: [],
      })
      const refused = faults(await tryReopen([changed]))
      assert.deepEqual(new Set(refused.map(({ code }) => code)), new Set(['model.changed']))
      const messages = refused.map(({ message }) => message).join('\n')
      for (const part of [
        'shop.Item.label',
        'shop.Item.rank',
        'shop.Item.ready',
        'shop.Item.state',
        'shop.Item.title',
        'the key',
      ])
        assert.ok(messages.includes(part), `${part} in:\n${messages}`)
      assert.match(messages, /shop\.Item\.rank: the type is stored as integer, and given as string/)
      assert.equal(refused.length, 6)
      const again = await reopen()
      assert.equal(await again.read.count(item), 1)
    },
  )

  check('a service whose objects are stored may not be missing', async ({ store, reopen, tryReopen }) => {
    await give(store, 'a')
    const refused = faults(await tryReopen([]))
    assert.deepEqual(
      refused.map(({ code }) => code),
      ['model.missing'],
    )
    assert.match(refused[0]!.message, /shop\.Item/)
    const again = await reopen()
    await done(again, tx => tx.remove(item, 'a'))
    const without = await reopen([])
    assert.deepEqual(without.services, [])
    const back = await reopen()
    assert.equal((await back.read.get(item, 'a', 1))?.row['id'], 'a')
    await give(back, 'b')
  })

  check('a kind that never held an object may change at will', async ({ reopen }) => {
    const changed = {
      ...place,
      key: ['name'],
      attributes: [attribute('name', scalar('string'), { required: true, nullable: false })],
    }
    const store = await reopen([shopWith(item, changed, crate)])
    await done(store, tx => tx.insert(changed, { name: 'x' }))
    assert.equal(await store.read.count(changed), 1)
  })

  check('a quota on a kind that has objects counts them once', async ({ store, reopen }) => {
    const { quota: _, ...uncounted } = item
    await give(store, 'a', { owner: 'p' })
    const without = await reopen([shopWith(uncounted, place, crate)])
    await done(without, tx => tx.insert(uncounted, itemRow('b', { owner: 'p' })))
    const again = await reopen()
    assert.equal((await done(again, tx => tx.usage(item, 'p'))).value, 2)
  })

  check('element indexes come with what is stored, change and go', async ({ store, reopen }) => {
    const address = (ip: string) => ({ net: 'n', ip, port: null, zones: [] })
    await give(store, 'a', { addresses: [address('10.0.0.2'), address('10.0.0.10')], sizes: [3, 1] })
    await give(store, 'b', { sizes: [2] })
    const elements = [
      { name: 'address', list: 'addresses', attributes: ['ip'], unique: true },
      { name: 'size', list: 'sizes', attributes: [], unique: false },
    ]
    const services = [itemWith({ elements })]
    const now = itemOf(services)
    const again = await reopen(services)
    const values = async (index: string) =>
      (await again.read.elements(now, index, { equal: [] })).map(({ id, values: [one] }) => `${id} ${one}`)
    assert.deepEqual(await values('address'), ['a 10.0.0.2', 'a 10.0.0.10'])
    assert.deepEqual(await values('size'), ['a 1', 'b 2', 'a 3'])
    await done(again, tx => tx.update(now, 'b', { addresses: [address('::1')], sizes: null }))
    assert.deepEqual(await values('address'), ['a 10.0.0.2', 'a 10.0.0.10', 'b ::1'])
    const { elements: _, ...none } = item
    const without = await reopen([shopWith(none, place, crate)])
    assert.equal(await without.read.count(none, { attribute: 'sizes', holds: 3 }), 1)
    await done(without, tx => tx.remove(none, 'a'))
    const back = await reopen()
    assert.equal(await back.read.countElements(item, 'address', { equal: ['n'] }), 1)
  })

  check(
    'a unique element index that stored objects break is refused by naming it',
    async ({ store, reopen, tryReopen }) => {
      for (const id of ['a', 'b']) await give(store, id, { addresses: [{ net: id, ip: '::1' }], sizes: [1] })
      for (const [list, attributes, named] of [
        ['addresses', ['ip'], /same addresses\.ip$/],
        ['sizes', [], /same sizes$/],
      ] as const) {
        const broken = itemWith({ elements: [{ name: 'one', list, attributes, unique: true }] })
        const [fault, ...more] = faults(await tryReopen([broken]))
        assert.deepEqual(more, [])
        assert.equal(fault?.code, 'model.duplicates')
        assert.match(fault.message, named)
      }
      assert.equal(await (await reopen()).read.countElements(item, 'address', { equal: [] }), 2)
    },
  )

  check(
    'a list of references with a default is found by what it holds in objects stored before',
    async ({ store, reopen }) => {
      await give(store, 'a')
      const to = { service: 'shop', kind: 'Item' }
      const key = { name: 'reference', to, onDelete: 'restrict', key: { name: 'string' } } as const
      const services = [
        itemWith({
          attributes: plus(attribute('friends', { name: 'list', items: key }, { default: ['a'] })),
          references: [{ attribute: 'friends', many: true, to, onDelete: 'restrict' }],
        }),
      ]
      const again = await reopen(services)
      assert.equal(await again.read.count(itemOf(services), { attribute: 'friends', holds: 'a' }), 1)
    },
  )

  check('nothing is stored of derived attributes and of virtual kinds', async ({ store, reopen, tryReopen }) => {
    await give(store, 'a')
    const derived = attribute('shown', scalar('string'), { derived: true, required: true, nullable: false })
    const virtual = kind({
      name: 'Sum',
      plural: 'sums',
      virtual: true,
      attributes: [attribute('id', scalar('string'))],
    })
    const services = [shopWith({ ...item, attributes: plus(derived) }, place, crate, virtual)]
    const again = await reopen(services)
    const now = itemOf(services)
    await done(again, tx => tx.insert(now, { ...itemRow('b'), shown: 'x' }))
    assert.equal(Object.hasOwn((await again.read.get(now, 'b'))!.row, 'shown'), false)
    await assert.rejects(again.read.count(virtual), /not stored/)
    const { virtual: _, ...stored } = virtual
    const third = await reopen([shopWith(item, place, crate, stored)])
    await done(third, tx => tx.insert(stored, { id: 's' }))
    assert.deepEqual(codes(await tryReopen(services)), ['model.missing'])
  })

  check('what says how a kind is served changes no data', async ({ store, reopen }) => {
    await give(store, 'a')
    const attributes = item.attributes.map(each =>
      each.name === 'label' ? { ...each, internal: true as const, extension: 'e', unfiltered: true as const } : each,
    )
    const services: Service[] = [
      {
        ...itemWith({ attributes, path: 'some/items', bare: true, verbs: ['get'], extension: 'e' }),
        dialect: { name: 'openstack', path: '/v2.0' },
        extensions: [{ alias: 'e', title: '', description: '', updated: '' }],
      },
    ]
    const again = await reopen(services)
    assert.equal(await again.read.count(itemOf(services)), 1)
    assert.deepEqual((await reopen()).services, [shop])
  })
}
