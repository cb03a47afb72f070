import assert from 'node:assert/strict'
import test from 'node:test'
import { Refusal } from '@baryon/kit'
import fc from 'fast-check'
import type { Element, Store, Stored, Transaction } from '../../src/contract.ts'
import { storeErrors } from '../../src/errors.ts'
import { item, itemRow } from '../fixture.ts'
import { type Bench, codes, done, type MakeSubject, origin, value, withBench } from '../subject.ts'
import { type Operation, type Step, story } from './arbitraries.ts'
import { Oracle } from './oracle.ts'

function foretell(oracle: Oracle, operation: Operation, time: number): boolean {
  switch (operation.do) {
    case 'insert':
      return oracle.insert(operation.id, operation.values, time)
    case 'update':
      return oracle.update(operation.id, operation.values, time)
    case 'remove':
      return oracle.remove(operation.id, time)
  }
}

function perform(tx: Transaction, operation: Operation): Promise<unknown> {
  switch (operation.do) {
    case 'insert':
      return tx.insert(item, itemRow(operation.id, operation.values))
    case 'update':
      return tx.update(item, operation.id, operation.values)
    case 'remove':
      return tx.remove(item, operation.id)
  }
}

const byId = (objects: Iterable<Stored>) =>
  [...objects].sort((a, b) => (String(a.row['id']) < String(b.row['id']) ? -1 : 1))

const valuesOf = (elements: readonly Element[]) => elements.map(({ values }) => values)
const texts = (elements: readonly Element[]) => elements.map(each => JSON.stringify(each)).sort()

/** A store and what it has to be like. */
class Trial {
  readonly #bench: Bench
  #store: Store
  #oracle = new Oracle()

  constructor(bench: Bench) {
    this.#bench = bench
    this.#store = bench.store
  }

  async take(step: Step): Promise<void> {
    this.#bench.clock.time += 1
    switch (step.do) {
      case 'unit':
        await this.#unit(step)
        break
      case 'together':
        await this.#together(step.units)
        break
      case 'note':
        await this.#note(step)
        break
      case 'list':
        await this.#list(step)
        break
      case 'elements':
        await this.#elements(this.#store.read, this.#oracle, step)
        break
      case 'compact':
        await this.#store.journal.compact(this.#back(step.back))
        break
      case 'reopen':
        this.#store = await this.#bench.reopen()
    }
    assert.equal(this.#store.journal.head(), this.#oracle.head)
  }

  /** A revision that can be read: some steps before the newest. */
  #back(steps: number): number {
    return Math.max(this.#store.journal.horizon(), this.#oracle.head - steps)
  }

  async #unit({ operations, end }: Extract<Step, { do: 'unit' }>): Promise<void> {
    const next = this.#oracle.fork()
    const expected = operations.map(operation => foretell(next, operation, this.#bench.clock.time))
    const fulfilled: boolean[] = []
    const commit = this.#store.commit(
      origin,
      async tx => {
        for (const operation of operations) {
          const outcome = await perform(tx, operation).then(
            () => true,
            error => {
              assert.ok(error instanceof Refusal, String(error))
              return false
            },
          )
          fulfilled.push(outcome)
        }
        assert.deepEqual(byId(await tx.list(item, {})), byId(next.state().values()))
        for (const { name } of item.elements!) await this.#elements(tx, next, { index: name, query: { equal: [] } })
        if (end === 'refuse') throw new Refusal(storeErrors.fault('key.unknown'))
        if (end === 'bug') throw new RangeError('a bug')
      },
      { dryRun: end === 'dry run' },
    )
    if (end === 'bug') await assert.rejects(commit, RangeError)
    else if (end === 'refuse') assert.deepEqual(codes(await commit), ['key.unknown'])
    else assert.equal(value(await commit).revision, next.head)
    assert.deepEqual(fulfilled, expected)
    if (end === 'keep') this.#oracle = next
  }

  async #together(units: readonly Operation[]): Promise<void> {
    const { time } = this.#bench.clock
    const results = await Promise.all(units.map(unit => this.#store.commit(origin, tx => perform(tx, unit))))
    const expected = units.map(unit => foretell(this.#oracle, unit, time))
    assert.deepEqual(
      results.map(({ ok }) => ok),
      expected,
    )
  }

  async #note({ id, back, values }: Extract<Step, { do: 'note' }>): Promise<void> {
    const observed = Math.max(0, this.#oracle.head - back)
    const expected = this.#oracle.note(id, observed, values, this.#bench.clock.time)
    assert.equal(await this.#store.note({ kind: item, id, observed, values, origin }), expected)
  }

  async #list({ query, back }: Extract<Step, { do: 'list' }>): Promise<void> {
    const at = this.#back(back)
    for (const revision of [undefined, at]) {
      const answer = await this.#store.read.list(item, query, revision)
      const expected = this.#oracle.list(query, revision)
      if (expected === undefined) assert.deepEqual(codes(answer), ['marker.unknown'])
      else assert.deepEqual(value(answer), expected)
    }
    const { filter } = query
    assert.equal(
      await this.#store.read.count(item, filter),
      this.#oracle.list(filter === undefined ? {} : { filter })?.length,
    )
  }

  /** Elements with the same values may come in any order where no two need have them. */
  async #elements(
    reader: Pick<Transaction, 'elements' | 'countElements'>,
    oracle: Oracle,
    { index, query }: Pick<Extract<Step, { do: 'elements' }>, 'index' | 'query'>,
  ): Promise<void> {
    const found = await reader.elements(item, index, query)
    const expected = oracle.elements(index, query)
    const { limit: _, ...unlimited } = query
    assert.equal(await reader.countElements(item, index, query), oracle.elements(index, unlimited).length)
    if (index !== 'address') return assert.deepEqual(found, expected)
    assert.deepEqual(valuesOf(found), valuesOf(expected))
    if (query.limit === undefined) assert.deepEqual(texts(found), texts(expected))
  }

  /** Every state that can be read, each object of it, and what is counted. */
  async finish(): Promise<void> {
    for (let at = this.#store.journal.horizon(); at <= this.#oracle.head; at++) {
      const state = this.#oracle.state(at)
      assert.deepEqual(value(await this.#store.read.list(item, {}, at)), this.#oracle.list({}, at))
      for (const [id, stored] of state) assert.deepEqual(await this.#store.read.get(item, id, at), stored)
    }
    for (const { name } of item.elements!)
      await this.#elements(this.#store.read, this.#oracle, { index: name, query: { equal: [] } })
    const counted = await done(this.#store, tx => Promise.all(['p', 'q'].map(project => tx.usage(item, project))))
    assert.deepEqual(
      counted.value,
      ['p', 'q'].map(project => this.#oracle.usage(project)),
    )
  }
}

const runs = Number(process.env['STORE_STORIES'] ?? 60)

/** Stories of random steps, told to a store and to an oracle, which have to agree on every state. */
export function checkOracle(make: MakeSubject): void {
  test('a store answers what a plain list of states would, whatever is done to it', () =>
    fc.assert(
      fc.asyncProperty(story, steps =>
        withBench(make, async bench => {
          const trial = new Trial(bench)
          for (const step of steps) await trial.take(step)
          await trial.finish()
        }),
      ),
      { numRuns: runs },
    ))
}
