import type { Delivery, Key, Ledger } from '../src/index.ts'
import { type Rule, unlike } from './rule.ts'

/** A ledger that is empty, and opened again on what it kept. */
export interface LedgerSubject {
  readonly ledger: Ledger
  /** Another one over the same data; without it nothing is checked over a restart. */
  reopen?(): Promise<Ledger>
  close(): Promise<void>
}

type LedgerRule = Rule<LedgerSubject>

const key = (kind: string, id: string): Key => ({ kind, id })

const there = (kind: string, id: string, revision = 1): Delivery => ({
  key: key(kind, id),
  state: 'there',
  revision,
  hash: `hash of ${id}`,
  address: { tenant: 't', path: ['a', 1, null] },
  parents: [key('network', 'n')],
  time: 1_700_000_000_000,
})

const refused = (kind: string, id: string): Delivery => ({
  ...there(kind, id),
  state: 'refused',
  address: null,
  parents: [],
  fault: { code: 'x', status: 502, retry: false, message: 'm', cause: 'c', next: 'n' },
  kept: { hash: 'before', parents: [key('network', 'n')] },
})

const ids = (deliveries: readonly Delivery[]) => deliveries.map(one => `${one.key.kind}/${one.key.id}`)

const keeping: readonly LedgerRule[] = [
  {
    name: 'of a target that nothing is kept of, the cursor is 0, it runs, and nothing is known',
    async breach({ ledger }) {
      const [found] = await ledger.get('c', [key('port', 'p')])
      const counts = await ledger.counts('c')
      const state = [await ledger.cursor('c'), await ledger.mode('c'), found, counts, await ledger.targets()]
      return unlike('it says', state, [0, 'running', undefined, { there: 0, refused: 0 }, []])
    },
  },
  {
    name: 'what is put is got back as it was, in the order that is asked for',
    async breach({ ledger }) {
      const [one, other] = [there('port', 'p'), refused('port', 'q')]
      await ledger.put('c', [one, other], [], 7)
      const found = await ledger.get('c', [key('port', 'q'), key('port', 'none'), key('port', 'p')])
      return unlike('got', found, [other, undefined, one]) ?? unlike('the cursor', await ledger.cursor('c'), 7)
    },
  },
  {
    name: 'what is put again replaces what was, with its fault',
    async breach({ ledger }) {
      await ledger.put('c', [refused('port', 'p')], [], 1)
      await ledger.put('c', [there('port', 'p', 2)], [], 2)
      const counts = unlike('counts', await ledger.counts('c'), { there: 1, refused: 0 })
      return counts ?? unlike('got', await ledger.get('c', [key('port', 'p')]), [there('port', 'p', 2)])
    },
  },
  {
    name: 'what is gone is known no more, and what never was may go',
    async breach({ ledger }) {
      await ledger.put('c', [there('port', 'p'), there('port', 'q')], [], 1)
      await ledger.put('c', [], [key('port', 'p'), key('port', 'never')], 2)
      return unlike('it lists', ids(await ledger.list('c', { limit: 10 })), ['port/q'])
    },
  },
  {
    name: 'a cursor goes where it is put, back too',
    async breach({ ledger }) {
      await ledger.put('c', [], [], 9)
      await ledger.put('c', [], [], 4)
      return unlike('the cursor', await ledger.cursor('c'), 4)
    },
  },
  {
    name: 'a kind and an id are two: none that are joined alike are mistaken',
    async breach({ ledger }) {
      await ledger.put('c', [there('port', 'a/b'), there('port/a', 'b')], [], 1)
      await ledger.put('c', [], [key('port', 'a/b')], 2)
      return unlike('it lists', ids(await ledger.list('c', { limit: 10 })), ['port/a/b'])
    },
  },
]

const listing: readonly LedgerRule[] = [
  {
    name: 'a list is in the order of kind and id, page by page',
    async breach({ ledger }) {
      await ledger.put(
        'c',
        [there('router', 'a'), there('port', 'b'), there('port', 'B'), there('network', 'z')],
        [],
        1,
      )
      const first = await ledger.list('c', { limit: 3 })
      const wrong = unlike('the first page', ids(first), ['network/z', 'port/B', 'port/b'])
      const after = first.at(-1)?.key
      if (wrong !== undefined || after === undefined) return wrong
      return unlike('the second page', ids(await ledger.list('c', { after, limit: 3 })), ['router/a'])
    },
  },
  {
    name: 'a page begins behind a key, whether that is known or not',
    async breach({ ledger }) {
      await ledger.put('c', [there('port', 'a'), there('port', 'c'), there('router', 'a')], [], 1)
      const behind = await ledger.list('c', { after: key('port', 'b'), limit: 10 })
      const kind = await ledger.list('c', { after: key('router', ''), limit: 10 })
      return unlike('behind an id', ids(behind), ['port/c', 'router/a']) ?? unlike('of a kind', ids(kind), ['router/a'])
    },
  },
  {
    name: 'a list of a state has these alone, and counts tell how many',
    async breach({ ledger }) {
      await ledger.put('c', [there('port', 'a'), refused('port', 'b'), refused('router', 'c')], [], 1)
      const page = await ledger.list('c', { state: 'refused', limit: 10 })
      const behind = await ledger.list('c', { state: 'refused', after: key('port', 'b'), limit: 10 })
      const wrong = unlike('refused', ids(page), ['port/b', 'router/c']) ?? unlike('behind', ids(behind), ['router/c'])
      return wrong ?? unlike('counts', await ledger.counts('c'), { there: 1, refused: 2 })
    },
  },
]

const separating: readonly LedgerRule[] = [
  {
    name: 'targets know nothing of each other',
    async breach({ ledger }) {
      await ledger.put('a', [there('port', 'p')], [], 3)
      await ledger.put('b', [refused('port', 'p')], [], 5)
      await ledger.setMode('a', 'paused')
      await ledger.clear('b')
      const state = [await ledger.cursor('a'), await ledger.cursor('b'), await ledger.mode('a'), await ledger.mode('b')]
      const wrong = unlike('cursors and modes', state, [3, 0, 'paused', 'running'])
      return wrong ?? unlike('got', await ledger.get('a', [key('port', 'p')]), [there('port', 'p')])
    },
  },
  {
    name: 'what is cleared is forgotten, but for the mode',
    async breach({ ledger }) {
      await ledger.put('c', [there('port', 'p'), refused('port', 'q')], [], 3)
      await ledger.setMode('c', 'draining')
      await ledger.clear('c')
      const state = [await ledger.cursor('c'), await ledger.mode('c'), await ledger.list('c', { limit: 10 })]
      return unlike('it says', state, [0, 'draining', []])
    },
  },
  {
    name: 'all of a put is kept, and is there after a restart',
    async breach({ ledger, reopen }) {
      const many = Array.from({ length: 300 }, (_, index) => there('port', `p${String(index).padStart(3, '0')}`))
      await ledger.put('c', many, [], 300)
      await ledger.setMode('c', 'paused')
      const again = reopen === undefined ? ledger : await reopen()
      const state = [await again.cursor('c'), await again.mode('c'), await again.targets()]
      const wrong = unlike('it says', state, [300, 'paused', ['c']])
      return wrong ?? unlike('it lists', await again.list('c', { limit: 1000 }), many)
    },
  },
]

/** Every rule of the contract of a ledger. */
export const ledgerRules: readonly LedgerRule[] = [...keeping, ...listing, ...separating]
