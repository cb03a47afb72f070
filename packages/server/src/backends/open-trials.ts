import type { Entry } from '@baryon/store'

/** A change on trial, until it is known whether it stands. */
export interface OpenTrial {
  /** What it touches is known, in the transaction that makes the change. */
  touches(entries: readonly Pick<Entry, 'id'>[]): void
  /** It is known. */
  close(): void
}

interface Open {
  ids: readonly string[]
  readonly over: PromiseWithResolvers<void>
}

/** What is on trial in this process: who finds that there is nothing to change may have seen what is undone later. */
export class OpenTrials {
  readonly #all = new Set<Open>()

  open(): OpenTrial {
    const open: Open = { ids: [], over: Promise.withResolvers() }
    this.#all.add(open)
    return {
      touches(entries) {
        open.ids = entries.map(({ id }) => id)
      },
      close: () => {
        this.#all.delete(open)
        open.over.resolve()
      },
    }
  }

  /** Until it is known of every change of an object that a request names whether it stands; undefined: it is of all. */
  of(request: string): Promise<unknown> | undefined {
    const found = [...this.#all].filter(({ ids }) => ids.some(id => request.includes(id)))
    return found.length === 0 ? undefined : Promise.all(found.map(({ over }) => over.promise))
  }
}
