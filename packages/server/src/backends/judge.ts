import { type Fault, type Logger, Refusal } from '@baryon/kit'
import type { Registry } from '@baryon/model'
import type { CommitPolicy } from '@baryon/reconcile'
import type { Entry, Store, Transaction, Trial } from '@baryon/store'
import type { RunningBackend } from '../context.ts'
import { serverErrors } from '../errors.ts'
import { concernsAnybody } from './concern.ts'
import { OpenTrials } from './open-trials.ts'
import { Service } from './service.ts'
import { planUndoing, type Undoing, undo } from './undo.ts'
import { concerned, type Verdict, verdictOf } from './verdict.ts'

export interface JudgeOptions {
  readonly store: Store
  readonly registry: () => Registry
  readonly running: readonly RunningBackend[]
  readonly logger: Logger
}

/** A change was committed, and nobody took it. */
export class NotTaken extends Refusal {}

type Failing = Exclude<Verdict, { state: 'taken' }>

const noOne = { actor: 'baryon', requestId: '' }

/** @param kept why the change stands nevertheless; undefined: it was undone */
function faultOf(verdict: Failing, kept: string | undefined): Fault {
  if (verdict.state === 'open') return serverErrors.fault('commit.open')
  const { backend } = verdict
  if (verdict.state === 'refused') {
    const { message, cause } = verdict.fault
    // What the target said is in the cause.
    const values = { backend, reason: [message, cause].filter(text => text !== '').join(': '), kept }
    return serverErrors.fault(kept === undefined ? 'commit.refused' : 'commit.refused-kept', values)
  }
  const values = { backend, deadline: verdict.deadline, kept }
  return serverErrors.fault(kept === undefined ? 'commit.late' : 'commit.late-kept', values)
}

/**
 * Judges writes with the commit policy `sync`: they are committed on trial, stand when a target takes them, and are undone
 * otherwise. The mark of a trial is in the transaction of its change, so a change whose process was killed is judged at the next start.
 */
export class Judge {
  readonly #options: JudgeOptions
  readonly #services: readonly Service[]
  readonly #stopping = new AbortController()
  /** By idempotency keys: what is under way, settled either way. */
  readonly #keys = new Map<string, Promise<void>>()
  readonly #endings = new Set<Promise<void>>()
  readonly trials = new OpenTrials()

  constructor(options: JudgeOptions) {
    this.#options = options
    this.#services = options.running.map(each => new Service(each))
  }

  /** Of a write that does not say how it wants to be committed. */
  get mode(): CommitPolicy['mode'] {
    return this.#options.running.some(({ backend }) => backend.policy.mode === 'sync') ? 'sync' : 'async'
  }

  /** Why no target would take a write in time, asked before anything is written; undefined: one would. */
  async fault(): Promise<Fault | undefined> {
    for (const service of this.#services) {
      const fault = await service.fault()
      if (fault !== undefined) return fault
    }
    return undefined
  }

  /** Whether any backend is told of the change: others stand by themselves. */
  concerns(entries: readonly Entry[]): boolean {
    return concerned(this.#options.running, entries).length > 0
  }

  /** Whether a target takes anything of what a unit of work did, asked within it. */
  reaches(tx: Transaction): Promise<boolean> {
    const { running, registry } = this.#options
    return concernsAnybody(running, registry(), tx)
  }

  /** Waits until it is known whether what was remembered under an idempotency key stands. */
  async settled(key: string): Promise<void> {
    await this.#keys.get(key)
  }

  /** Lets others wait for what is done under a key. */
  async hold<T>(key: string | undefined, work: () => Promise<T>): Promise<T> {
    const done = work()
    if (key === undefined) return done
    const settled = done.then(
      () => {},
      () => {},
    )
    this.#keys.set(key, settled)
    try {
      return await done
    } finally {
      if (this.#keys.get(key) === settled) this.#keys.delete(key)
    }
  }

  /** Waits for what becomes of a change on trial. @throws NotTaken when no target took it; it is undone then, if it can be */
  async judge(entries: readonly Entry[]): Promise<void> {
    const { store, registry } = this.#options
    await this.#judge(entries, () => planUndoing(store, registry(), entries))
  }

  async #judge(entries: readonly Entry[], plan: () => Promise<Undoing>): Promise<void> {
    const { logger } = this.#options
    const verdict = await this.#verdict(entries)
    // Answered only then: at the next start there may be no target that takes what is still on trial
    if (verdict.state === 'taken') return this.#end(entries[0]?.transaction ?? 0)
    const kept = verdict.state === 'open' ? undefined : await this.#undo(await plan())
    const fault = faultOf(verdict, kept)
    logger.warn({ transaction: entries[0]?.transaction, code: fault.code }, 'a change was not taken')
    throw new NotTaken(fault)
  }

  /** Where it cannot be said whether a target took the change, none did in time. */
  async #verdict(entries: readonly Entry[]): Promise<Verdict> {
    const { running, logger } = this.#options
    try {
      return await verdictOf(running, entries, this.#stopping.signal)
    } catch (error) {
      logger.error({ err: error, transaction: entries[0]?.transaction }, 'a change on trial could not be judged')
      const [first] = concerned(running, entries)
      return { state: 'late', backend: first?.name ?? '', deadline: first?.backend.policy.deadline ?? 0 }
    }
  }

  /** A mark that cannot be taken away is judged again at the next start. */
  #end(transaction: number): Promise<void> {
    const { store, logger } = this.#options
    const ending = store.trials
      .end(transaction)
      .catch((error: unknown) => logger.warn({ err: error, transaction }, 'a trial could not be ended'))
      .finally(() => this.#endings.delete(ending))
    this.#endings.add(ending)
    return ending
  }

  /** @returns why the change has to stay; undefined: it is undone */
  async #undo(undoing: Undoing): Promise<string | undefined> {
    const { store } = this.#options
    const requestId = undoing.steps[0]?.entry.requestId ?? ''
    const undone = await store.commit({ ...noOne, requestId }, tx => undo(undoing, tx))
    if (undone.ok) return undefined
    const [fault] = undone.faults
    // What the disk refuses now is judged again at the next start.
    if (fault?.code !== 'store.unwritable' && fault?.code !== 'store.closed') await this.#end(undoing.transaction)
    return fault?.message
  }

  /** Judges what was on trial when the last process ended. Comes back when all of it can be undone, before the journal is forgotten. */
  async recover(): Promise<void> {
    for (const trial of await this.#options.store.trials.list()) await this.#recover(trial)
  }

  async #recover({ transaction, last, key }: Trial): Promise<void> {
    const { store, registry, logger } = this.#options
    const entries = await store.journal.after(transaction - 1, last - transaction + 1)
    if (!entries.ok || entries.value.length === 0 || !this.concerns(entries.value)) {
      logger.warn({ transaction }, 'a change that was on trial stands: nobody can judge it any more')
      return store.trials.end(transaction)
    }
    const undoing = await planUndoing(store, registry(), entries.value)
    const trial = this.trials.open()
    trial.touches(entries.value)
    const judged = this.hold(key, () => this.#judge(entries.value, async () => undoing))
    const ending = judged
      .finally(() => trial.close())
      .catch((error: unknown) => {
        if (!(error instanceof NotTaken))
          logger.error({ err: error, transaction }, 'a change on trial could not be judged')
      })
      .finally(() => this.#endings.delete(ending))
    this.#endings.add(ending)
  }

  /** What is not judged by now is judged at the next start. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    for (const service of this.#services) service.stop()
    await Promise.all(this.#endings)
  }
}
