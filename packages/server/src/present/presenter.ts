/** Objects as they are answered: what the caller may read of them, with what is worked out for the answer. */
import { type BehaviourSet, type Derivation, sightOf } from '@baryon/decide'
import type { Json } from '@baryon/kit'
import type { Caller, Kind, Registry, Row } from '@baryon/model'
import type { Reader, Transaction } from '@baryon/store'
import { namesIn, type Seen, seenBy } from './seen.ts'

/** Who looks, and where what is derived is read. */
export interface Viewer {
  readonly registry: Registry
  readonly behaviours: BehaviourSet | undefined
  readonly caller: Caller
  /** In a transaction that transaction, so that what it wrote is seen. */
  readonly read: Reader | Transaction
}

/** Stored rows of one kind as answers, in the same order. At once where nothing has to be read for it. */
export type Presenter = (rows: readonly Row[]) => readonly Row[] | Promise<readonly Row[]>

const asTheyAre: Presenter = rows => rows

function pick(row: Row, names: readonly string[]): Row {
  const picked: Record<string, Json> = {}
  for (const name of names) picked[name] = row[name] ?? null
  return picked
}

/** What a behaviour says nothing of is not there. */
function pickFrom(row: Row, values: Row, derived: ReadonlySet<string>, names: readonly string[]): Row {
  const picked: Record<string, Json> = {}
  for (const name of names) {
    if (!derived.has(name)) picked[name] = row[name] ?? null
    else if (Object.hasOwn(values, name)) picked[name] = values[name] ?? null
  }
  return picked
}

const derivedNames = new WeakMap<Kind, readonly string[]>()

function derivedOf(kind: Kind): readonly string[] {
  let names = derivedNames.get(kind)
  if (names === undefined) {
    names = kind.attributes.filter(({ derived }) => derived).map(({ name }) => name)
    derivedNames.set(kind, names)
  }
  return names
}

interface Deriving {
  readonly kind: Kind
  readonly viewer: Viewer
  readonly seen: Seen
  readonly wanted: ReadonlySet<string>
  readonly derivation: Derivation
}

function withDerived({ kind, viewer, seen, wanted, derivation }: Deriving): Presenter {
  const { registry, caller, read } = viewer
  return async rows => {
    if (rows.length === 0) return rows
    const values = await derivation.load(rows, sightOf(kind.service, registry, caller, read), wanted)
    return rows.map((row, index) => pickFrom(row, values[index] ?? {}, wanted, namesIn(seen, caller, row)))
  }
}

/**
 * How objects of a kind are answered to a caller: without what is internal or only written, without attributes whose read
 * policy does not hold, and of the rest only `fields` where given. What is derived is loaded once for all rows of a call.
 */
export function presenter(kind: Kind, viewer: Viewer, fields?: readonly string[]): Presenter {
  const { caller } = viewer
  const seen = seenBy(kind, caller, fields)
  const { names, guarded } = seen
  const derivation = viewer.behaviours?.of(kind)?.derived
  // A kind that is not stored comes from its behaviour with everything that it has, and without what it has not.
  const wanted = kind.virtual ? [] : derivedOf(kind).filter(name => names.includes(name))
  if (wanted.length > 0 && derivation !== undefined)
    return withDerived({ kind, viewer, seen, wanted: new Set(wanted), derivation })
  if (kind.virtual)
    return rows =>
      rows.map(row =>
        pick(
          row,
          namesIn(seen, caller, row).filter(name => name in row),
        ),
      )
  if (guarded.length > 0) return rows => rows.map(row => pick(row, namesIn(seen, caller, row)))
  if (names.length === kind.attributes.length) return asTheyAre
  return rows => rows.map(row => pick(row, names))
}

/** One object as it is answered. */
export function present(kind: Kind, row: Row, viewer: Viewer, fields?: readonly string[]): Row | Promise<Row> {
  const shown = presenter(kind, viewer, fields)([row])
  const only = ([first]: readonly Row[]): Row => first ?? row
  return shown instanceof Promise ? shown.then(only) : only(shown)
}
