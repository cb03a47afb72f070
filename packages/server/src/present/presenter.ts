/** Objects as they are answered: what the caller may read of them, with what is worked out for the answer. */
import { type BehaviourSet, type Derivation, sightOf } from '@baryon/decide'
import type { Json } from '@baryon/kit'
import type { Caller, Kind, Registry, Row } from '@baryon/model'
import type { Reader, Transaction } from '@baryon/store'
import { blankOf } from './blank.ts'
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

const fewRows = 8

/** What becomes an object that is answered. */
interface Source {
  readonly row: Row
  /** What was derived of it. */
  readonly values: Row
}

const subsets = new WeakMap<readonly string[], Map<string, readonly string[]>>()

/** The names without some of them: the same list for the same ones. */
function without(names: readonly string[], absent: readonly string[]): readonly string[] {
  if (absent.length === 0) return names
  let known = subsets.get(names)
  if (known === undefined) {
    known = new Map()
    subsets.set(names, known)
  }
  const key = absent.join(' ')
  let subset = known.get(key)
  if (subset === undefined) {
    subset = names.filter(name => !absent.includes(name))
    known.set(key, subset)
  }
  return subset
}

const places = new WeakMap<readonly string[], WeakMap<ReadonlySet<string>, readonly boolean[]>>()

/** Which of the names are derived: the same list for the same ones. */
function derivedPlaces(names: readonly string[], derived: ReadonlySet<string>): readonly boolean[] {
  let known = places.get(names)
  if (known === undefined) {
    known = new WeakMap()
    places.set(names, known)
  }
  let found = known.get(derived)
  if (found === undefined) {
    found = names.map(name => derived.has(name))
    known.set(derived, found)
  }
  return found
}

/** Of each row the names that stand for it. @param derived names that are taken from the values */
function pickAll(
  sources: readonly Source[],
  namesOf: (source: Source) => readonly string[],
  derived: ReadonlySet<string>,
): readonly Row[] {
  const isMany = sources.length > fewRows
  return sources.map(source => {
    const { row, values } = source
    const names = namesOf(source)
    const isDerived = derivedPlaces(names, derived)
    const picked: Record<string, Json> = isMany ? { ...blankOf(names) } : {}
    for (let index = 0; index < names.length; index++) {
      const name = names[index]!
      picked[name] = (isDerived[index] ? values[name] : row[name]) ?? null
    }
    return picked
  })
}

const nothing: Row = {}
const none: ReadonlySet<string> = new Set()
const stored = (row: Row): Source => ({ row, values: nothing })

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
  const list = [...wanted]
  return async rows => {
    if (rows.length === 0) return rows
    const values = await derivation.load(rows, sightOf(kind.service, registry, caller, read), wanted)
    const sources = rows.map((row, index) => ({ row, values: values[index] ?? nothing }))
    // What a behaviour says nothing of is not there.
    const unsaid = (said: Row) => list.filter(name => !(name in said))
    const absent = ({ row, values: said }: Source) =>
      derivation.hides === undefined ? unsaid(said) : [...unsaid(said), ...derivation.hides(row)]
    return pickAll(sources, source => without(namesIn(seen, caller, source.row), absent(source)), wanted)
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
  if (!kind.virtual && guarded.length === 0 && names.length === kind.attributes.length) return asTheyAre
  const namesOf = ({ row }: Source) => namesIn(seen, caller, row)
  const absentIn = (row: Row) => names.filter(name => !(name in row))
  const thereIn = (source: Source) => without(namesOf(source), absentIn(source.row))
  return rows => pickAll(rows.map(stored), kind.virtual ? thereIn : namesOf, none)
}

/** One object as it is answered. */
export function present(kind: Kind, row: Row, viewer: Viewer, fields?: readonly string[]): Row | Promise<Row> {
  const shown = presenter(kind, viewer, fields)([row])
  const only = ([first]: readonly Row[]): Row => first ?? row
  return shown instanceof Promise ? shown.then(only) : only(shown)
}
