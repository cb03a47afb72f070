import type { Kind } from '@baryon/model'
import type { Query, Revision, Snapshot } from './contract.ts'
import type { FrozenSession } from './driver.ts'
import type { Queries } from './query/queries.ts'
import { TableReader } from './read.ts'
import type { Shapes } from './shape/shapes.ts'

const newest = 'select max(revision) from baryon_journal'

/** Reads of one state, by a session that sees no other. What is answered is on disk. */
export class FrozenSnapshot implements Snapshot {
  readonly revision: Revision
  readonly #session: FrozenSession
  readonly #reader: TableReader
  #closed = false

  private constructor(revision: Revision, session: FrozenSession, reader: TableReader) {
    this.revision = revision
    this.#session = session
    this.#reader = reader
  }

  /** @param least a revision that was committed before the session saw its state: the newest entry may be forgotten */
  static async take(session: FrozenSession, shapes: Shapes, queries: Queries, least: Revision): Promise<Snapshot> {
    const row = await session.get(newest, [])
    return new FrozenSnapshot(
      Math.max(Number(row?.[0] ?? 0), least),
      session,
      new TableReader(shapes, queries, session),
    )
  }

  get(kind: Kind, id: string) {
    return this.#reader.get(kind, id)
  }

  list(kind: Kind, query: Query) {
    return this.#reader.list(kind, query)
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    await this.#session.close()
  }
}
