import { type Json, Refusal } from '@baryon/kit'
import type { Filter, Kind, Row } from '@baryon/model'
import type { Element, ElementQuery, Entry, Query, Revision, Stored, Transaction } from './contract.ts'
import { decodeEntry, entryColumns } from './entry.ts'
import { storeErrors } from './errors.ts'
import { ObjectWriter, type Occasion, type Tools } from './object-writer.ts'
import type { Shapes } from './shape/shapes.ts'
import { endTrialText } from './trials.ts'
import type { Unchanged } from './unchanged.ts'
import { usageOf } from './usage.ts'

/** What a unit of work reads and writes with. */
export interface UnitTools extends Tools {
  readonly shapes: Shapes
  readonly unchanged: Unchanged
}

const rememberText =
  'insert into baryon_idempotency (key, fingerprint, answer, time) values (?, ?, ?, ?) on conflict (key) do nothing'

const selectSince = `select ${entryColumns} from baryon_journal
  where revision > ? and revision <= ? and plane = 'intent' order by revision limit ?`
const tryText = 'insert into baryon_trial (tx, last, key) values (?, ?, ?)'
const forgetTried = 'delete from baryon_idempotency where key = (select key from baryon_trial where tx = ?)'

/** One unit of work in the transaction of the commit lane. */
export class UnitTransaction implements Transaction {
  readonly #tools: UnitTools
  readonly #occasion: Occasion
  readonly #objects: ObjectWriter
  #open = true
  #last: Promise<unknown> = Promise.resolve()
  #broken: { readonly cause: unknown } | undefined

  constructor(tools: UnitTools, occasion: Occasion) {
    this.#tools = tools
    this.#occasion = occasion
    this.#objects = new ObjectWriter(tools, occasion)
  }

  get entries(): readonly Entry[] {
    return this.#objects.entries
  }

  /** The newest revision as this unit sees it. */
  get revision(): Revision {
    return this.#objects.revision
  }

  /**
   * Lets writes that nobody waited for come to their end; nothing can be done with it afterwards.
   * @throws what stopped a write half-way, also when the unit went on: such a unit is not kept
   */
  async end(): Promise<void> {
    for (let last: unknown; last !== this.#last; ) {
      last = this.#last
      await last
    }
    this.#open = false
    if (this.#broken !== undefined) throw this.#broken.cause
  }

  /** Nothing more can be done with it, whatever is still under way. */
  abandon() {
    this.#open = false
  }

  #check() {
    if (!this.#open) throw new Error('a transaction was used after its unit of work was over: await every call')
  }

  get(kind: Kind, id: string): Promise<Stored | undefined> {
    this.#check()
    const { reader, unchanged } = this.#tools
    return unchanged.get(kind, id, () => reader.get(kind, id))
  }

  async list(kind: Kind, query: Query): Promise<readonly Stored[]> {
    this.#check()
    const answer = await this.#tools.reader.list(kind, query)
    if (!answer.ok) throw new Refusal(...answer.faults)
    return answer.value
  }

  count(kind: Kind, filter?: Filter): Promise<number> {
    this.#check()
    return this.#tools.reader.count(kind, filter)
  }

  elements(kind: Kind, index: string, query: ElementQuery): Promise<readonly Element[]> {
    this.#check()
    return this.#tools.reader.elements(kind, index, query)
  }

  countElements(kind: Kind, index: string, query: ElementQuery): Promise<number> {
    this.#check()
    return this.#tools.reader.countElements(kind, index, query)
  }

  usage(kind: Kind, project: string): Promise<number> {
    this.#check()
    return usageOf(this.#tools.session, kind, project)
  }

  insert(kind: Kind, row: Row, created?: number): Promise<Stored> {
    return this.#inTurn(() => {
      this.#tools.unchanged.touchRow(kind, row)
      return this.#objects.insert(this.#tools.shapes.of(kind), row, created)
    })
  }

  update(kind: Kind, id: string, row: Row): Promise<Stored> {
    return this.#inTurn(() => {
      this.#tools.unchanged.touch(kind, id)
      return this.#objects.update(this.#tools.shapes.of(kind), id, row)
    })
  }

  remove(kind: Kind, id: string): Promise<void> {
    return this.#inTurn(() => {
      this.#tools.unchanged.touch(kind, id)
      return this.#objects.remove(this.#tools.shapes.of(kind), id)
    })
  }

  remember(key: string, fingerprint: string, answer: Json): Promise<void> {
    return this.#inTurn(async () => {
      const values = [key, fingerprint, JSON.stringify(answer), this.#occasion.time]
      const changed = await this.#tools.session.run(rememberText, values)
      if (changed === 0) throw new Refusal(storeErrors.fault('idempotency.taken', { key }))
    })
  }

  async since(revision: Revision, limit: number): Promise<readonly Entry[]> {
    this.#check()
    return (await this.#tools.session.all(selectSince, [revision, this.#occasion.head, limit])).map(decodeEntry)
  }

  putOnTrial(key?: string): Promise<void> {
    return this.#inTurn(async () => {
      const [first] = this.entries
      if (first === undefined) throw new Error('a change that changes nothing cannot be put on trial')
      await this.#tools.session.run(tryText, [first.transaction, this.revision, key ?? null])
    })
  }

  endTrial(transaction: Revision): Promise<void> {
    return this.#inTurn(async () => {
      await this.#tools.session.run(forgetTried, [transaction])
      await this.#tools.session.run(endTrialText, [transaction])
    })
  }

  /**
   * Notes what was observed of an object.
   * @returns false when the status is older than what is known, or the object is gone
   */
  note(kind: Kind, id: string, observed: Revision, values: Row): Promise<boolean> {
    return this.#inTurn(() => {
      this.#tools.unchanged.touch(kind, id)
      return this.#objects.note(this.#tools.shapes.of(kind), id, observed, values)
    })
  }

  /** Writes are done one after the other, even when the unit does not wait for each. */
  #inTurn<T>(write: () => Promise<T>): Promise<T> {
    this.#check()
    const done = this.#last.then(() => {
      this.#check()
      return write()
    })
    this.#last = done.catch((cause: unknown) => {
      // A refusal comes before anything is written, all else may leave a row without its entry.
      if (!(cause instanceof Refusal)) this.#broken ??= { cause }
    })
    return done
  }
}
