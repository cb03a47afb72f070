import type { Session, SqlValue } from './driver.ts'

const atOnce = 8

/** A statement that writes rows: several at a time, where there are as many, since each run of a statement has its price. */
export class Grouped {
  readonly #one: string
  readonly #several: string

  /** @param text of the statement, by the places of all its rows: `(?, ?), (?, ?)` */
  constructor(columns: number, text: (places: string) => string) {
    const places = `(${Array(columns).fill('?').join()})`
    this.#one = text(places)
    this.#several = text(Array(atOnce).fill(places).join())
  }

  /** Writes them in their order. */
  async run(session: Session, rows: readonly (readonly SqlValue[])[]): Promise<void> {
    let first = 0
    for (; first + atOnce <= rows.length; first += atOnce)
      await session.run(this.#several, rows.slice(first, first + atOnce).flat())
    for (const row of rows.slice(first)) await session.run(this.#one, row)
  }
}
