import type { Json } from '@baryon/kit'
import type { Link } from './chain.ts'
import type { Author, Change, Key, Revision } from './intent.ts'

/** Who waits until a thing was told: a resync. */
export interface Awaiting {
  settled(result: 'done' | 'refused'): void
}

/** A thing that may have to be told, once in the queue however often it was touched. */
export interface Entry extends Link<Entry> {
  readonly key: Key
  readonly text: string
  /** Where it is in the queue. */
  place: number
  /** The oldest revision that is not acknowledged because of it; Infinity: none. */
  from: Revision
  /** When that change was made (milliseconds since the epoch). */
  since: number
  /** Texts of the things it needs, or needed: as the newest touch or the newest look at it said. */
  parents: readonly string[]
  /** Who made the newest change that touched it. */
  by: Author | undefined
  /** Whether the deletion of its row was read. */
  goneRead: boolean
  /** The address it had, if a process that was killed may have told of it. */
  lost: Json | undefined
  /** The address by which it was told of, while that is not acknowledged. */
  told: Json | undefined
  /** Told although nothing seems to be new: what the target has is not certain. */
  force: boolean
  /** Everything was uploaded while it waited: it may have been told by that, whatever came of it. */
  doubted: boolean
  /** Its parents were told again for it. */
  orphaned: boolean
  tries: number
  dueAt: number
  /** It is not removed before the journal was read up to here: what is removed before it may be there. */
  readTo: Revision | undefined
  /** Things it waited for already; it does not wait for them again. */
  passed: Set<string> | undefined
  /** Things it waits for now. */
  blockers: Set<string> | undefined
  state: 'ready' | 'running' | 'blocked' | 'later' | 'unread'
  /** What touched it while it was being told. */
  next: Touch | undefined
  awaiting: Set<Awaiting> | undefined
  /** The change that touched it last. */
  change: Change | undefined
  /** Settled when what it takes to look at it was read, with that of others. */
  foreseen: Promise<unknown> | undefined
}

/** A reason to look at a thing. */
export interface Touch {
  readonly key: Key
  readonly change?: Change
  readonly from: Revision
  readonly since: number
  /** undefined: as they are known. */
  readonly parents?: readonly string[]
  readonly gone?: { readonly address: Json }
  readonly by?: Author
  /** It may have been told by a process that was killed before it could record it. */
  readonly uncertain?: boolean
  /** An upload of everything may have told it. */
  readonly doubted?: boolean
  readonly force?: boolean
  readonly address?: Json
  readonly awaiting?: Awaiting
}

/** Two reasons as one; the newer says what the thing needs. */
export function merged(a: Touch | undefined, b: Touch): Touch {
  if (a === undefined) return b
  const { gone, ...rest } = a
  return {
    ...(b.parents === undefined ? a : rest),
    ...b,
    from: Math.min(a.from, b.from),
    since: Math.min(a.since, b.since),
    force: a.force === true || b.force === true,
    uncertain: a.uncertain === true || b.uncertain === true,
    doubted: a.doubted === true || b.doubted === true,
  }
}

/** All its members are there from the start: engines keep an object that gets others later, or loses some, as a slow table of its own. */
export const newEntry = (text: string, { key, from, since }: Touch): Entry => ({
  key,
  text,
  from,
  since,
  parents: [],
  by: undefined,
  goneRead: false,
  lost: undefined,
  told: undefined,
  force: false,
  doubted: false,
  orphaned: false,
  tries: 0,
  dueAt: 0,
  readTo: undefined,
  place: -1,
  passed: undefined,
  blockers: undefined,
  state: 'ready',
  next: undefined,
  awaiting: undefined,
  change: undefined,
  foreseen: undefined,
  chain: undefined,
  before: undefined,
  behind: undefined,
})
