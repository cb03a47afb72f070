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

/** How attributes are shown: under which names, in their order, from which attribute each, and how its value. */
export interface Look {
  readonly names: readonly string[]
  readonly from: readonly string[]
  readonly shows: readonly (((value: Json) => Json) | undefined)[]
}

/** @param names the same list for the same ones; the look too is the same then */
export type LookOf = (names: readonly string[]) => Look

const bare = new WeakMap<readonly string[], Look>()

const asNamed: LookOf = names => {
  let look = bare.get(names)
  if (look === undefined) {
    look = { names, from: names, shows: names.map(() => undefined) }
    bare.set(names, look)
  }
  return look
}

/** What is taken of each row. */
interface Picking {
  readonly namesOf: (source: Source) => readonly string[]
  /** Names that are taken from the values. */
  readonly derived: ReadonlySet<string>
  readonly lookOf: LookOf
}

function pickAll(sources: readonly Source[], { namesOf, derived, lookOf }: Picking): readonly Row[] {
  const isMany = sources.length > fewRows
  return sources.map(source => {
    const { row, values } = source
    const { names, from, shows } = lookOf(namesOf(source))
    const isDerived = derivedPlaces(from, derived)
    const picked: Record<string, Json> = isMany ? { ...blankOf(names) } : {}
    for (let index = 0; index < names.length; index++) {
      const name = from[index]!
      const value = (isDerived[index] ? values[name] : row[name]) ?? null
      const show = shows[index]
      picked[names[index]!] = show === undefined ? value : show(value)
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
  readonly lookOf: LookOf
}

function withDerived({ kind, viewer, seen, wanted, derivation, lookOf }: Deriving): Presenter {
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
    const namesOf = (source: Source) => without(namesIn(seen, caller, source.row), absent(source))
    return pickAll(sources, { namesOf, derived: wanted, lookOf })
  }
}

/**
 * How objects of a kind are answered to a caller: without what is internal or only written, without attributes whose read
 * policy does not hold, and of the rest only `fields` where given. What is derived is loaded once for all rows of a call.
 * @param lookOf without it attributes are shown by their names, with their values
 */
export function presenter(kind: Kind, viewer: Viewer, fields?: readonly string[], lookOf: LookOf = asNamed): Presenter {
  const { caller } = viewer
  const seen = seenBy(kind, caller, fields)
  const { names, guarded } = seen
  const derivation = viewer.behaviours?.of(kind)?.derived
  // A kind that is not stored comes from its behaviour with everything that it has, and without what it has not.
  const wanted = kind.virtual ? [] : derivedOf(kind).filter(name => names.includes(name))
  if (wanted.length > 0 && derivation !== undefined)
    return withDerived({ kind, viewer, seen, wanted: new Set(wanted), derivation, lookOf })
  if (lookOf === asNamed && !kind.virtual && guarded.length === 0 && names.length === kind.attributes.length)
    return asTheyAre
  const namesOf = ({ row }: Source) => namesIn(seen, caller, row)
  const absentIn = (row: Row) => names.filter(name => !(name in row))
  const thereIn = (source: Source) => without(namesOf(source), absentIn(source.row))
  const picking: Picking = { namesOf: kind.virtual ? thereIn : namesOf, derived: none, lookOf }
  return rows => pickAll(rows.map(stored), picking)
}

/** One object as it is answered. */
export function present(
  kind: Kind,
  row: Row,
  viewer: Viewer,
  fields?: readonly string[],
  lookOf?: LookOf,
): Row | Promise<Row> {
  const shown = presenter(kind, viewer, fields, lookOf)([row])
  const only = ([first]: readonly Row[]): Row => first ?? row
  return shown instanceof Promise ? shown.then(only) : only(shown)
}
