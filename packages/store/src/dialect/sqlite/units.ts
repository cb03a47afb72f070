import type { SqlValue } from '../../driver.ts'

interface Write {
  readonly text: string
  readonly values: readonly SqlValue[]
}

type Run = (text: string, values: readonly SqlValue[]) => unknown

/** So many writes are kept to be done again; a transaction with more uses savepoints from then on. */
const most = 4096

/**
 * Units of work of a transaction, each of which can be undone. In a savepoint SQLite copies every page before it changes it, which would
 * cost each unit as much as its own writes, and hardly a unit that wrote is ever undone. So writes are kept, and undoing is to roll
 * everything back and do the writes of the other units again. That is done once a transaction: from then on there are savepoints.
 */
export class Units {
  readonly #run: Run
  readonly #restart: () => void
  /** Writes of the units before this one; undefined once savepoints are used. */
  #before: Write[] | undefined
  /** Writes of this unit. */
  #own: Write[] = []
  /** Whether this unit wrote more than is kept. */
  #overflows = false

  /** @param restart rolls the transaction back and begins it anew */
  constructor(run: Run, restart: () => void) {
    this.#run = run
    this.#restart = restart
  }

  /** A transaction has begun. */
  begin(): void {
    this.#before = []
    this.#start()
  }

  #start(): void {
    this.#own = []
    this.#overflows = false
  }

  /** A write was done in the present unit. */
  note(text: string, values: readonly SqlValue[]): void {
    if (this.#before === undefined || this.#overflows) return
    if (this.#before.length + this.#own.push({ text, values }) <= most) return
    this.#overflows = true
    this.#own = []
  }

  savepoint(): void {
    this.#start()
    if (this.#before === undefined) this.#run('savepoint unit', [])
  }

  /** Keeps what was done since the savepoint. */
  release(): void {
    if (this.#before === undefined) this.#run('release unit', [])
    else if (this.#overflows) this.#before = undefined
    else for (const write of this.#own) this.#before.push(write)
  }

  /** Undoes what was done since the savepoint. */
  undo(): void {
    const before = this.#before
    if (before === undefined) {
      this.#run('rollback to unit', [])
      this.#run('release unit', [])
    } else if (this.#own.length > 0 || this.#overflows) {
      this.#before = undefined
      this.#restart()
      for (const { text, values } of before) this.#run(text, values)
    }
  }
}
