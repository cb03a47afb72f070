import assert from 'node:assert/strict'
import test from 'node:test'
import type { Clock, Fault, Result } from '@baryon/kit'
import type { Service } from '@baryon/model'
import type { Committed, Origin, Store, Transaction } from '../src/contract.ts'
import { shop } from './fixture.ts'

/** One database of the driver under test. */
export interface Subject {
  /** Opens the database, also again after its store was closed. */
  open(services: readonly Service[], clock: Clock): Promise<Result<Store>>
  dispose(): Promise<void>
}

/** Makes an empty database. */
export type MakeSubject = () => Promise<Subject>

/** A clock that stands until it is set. */
export interface StoppedClock extends Clock {
  time: number
}

export const start = Date.parse('2026-01-01T00:00:00.000Z')

export const stoppedClock = (): StoppedClock => ({
  time: start,
  now() {
    return this.time
  },
})

export const origin: Origin = { actor: 'ann', scope: { project: 'p1', roles: ['member'] }, requestId: 'req-1' }

export function value<T>(result: Result<T>): T {
  if (!result.ok) throw new assert.AssertionError({ message: result.faults.map(fault => fault.message).join('; ') })
  return result.value
}

export function faults(result: Result<unknown>): readonly Fault[] {
  assert.equal(result.ok, false, 'should be refused')
  return result.ok ? [] : result.faults
}

export const codes = (result: Result<unknown>): string[] => faults(result).map(({ code }) => code)

/** Does one unit of work that must succeed. */
export const done = async <T>(store: Store, work: (tx: Transaction) => Promise<T>): Promise<Committed<T>> =>
  value(await store.commit(origin, work))

export interface Bench {
  readonly store: Store
  readonly clock: StoppedClock
  /** Closes the store and opens the database again. */
  reopen(services?: readonly Service[]): Promise<Store>
  /** Closes the store and tries to open the database again. */
  tryReopen(services: readonly Service[]): Promise<Result<Store>>
}

/** Registers tests that each have a database of their own. */
export type Check = (sentence: string, body: (bench: Bench) => Promise<void>) => void

/** Runs something with a store on an empty database, which is gone afterwards. */
export async function withBench(make: MakeSubject, body: (bench: Bench) => Promise<void>): Promise<void> {
  const subject = await make()
  const clock = stoppedClock()
  let store = value(await subject.open([shop], clock))
  async function tryReopen(services: readonly Service[]) {
    await store.close()
    const opened = await subject.open(services, clock)
    if (opened.ok) store = opened.value
    return opened
  }
  try {
    await body({ store, clock, tryReopen, reopen: async (services = [shop]) => value(await tryReopen(services)) })
  } finally {
    await store.close()
    await subject.dispose()
  }
}

export const checker =
  (make: MakeSubject): Check =>
  (sentence, body) => {
    test(sentence, () => withBench(make, body))
  }
