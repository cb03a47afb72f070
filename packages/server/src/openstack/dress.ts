/** Objects as OpenStack shows them: the project under both of its names, times to the second, and not what stands in the URL. */
import type { Json } from '@baryon/kit'
import type { Kind, Row } from '@baryon/model'
import { TENANT } from './body/form.ts'
import { type Parameters, valuesOf } from './query/parameters.ts'

interface Clothes {
  /** The attribute with the object that the URL is nested below. */
  readonly parent: string | undefined
  readonly owner: string | undefined
  /** Attributes that are times. */
  readonly times: ReadonlySet<string>
}

const wardrobe = new WeakMap<Kind, Clothes>()

function clothesOf(kind: Kind): Clothes {
  let clothes = wardrobe.get(kind)
  if (clothes === undefined) {
    const times = kind.attributes.filter(({ type }) => type.name === 'datetime').map(({ name }) => name)
    clothes = { parent: kind.parent?.attribute, owner: projectAttribute(kind), times: new Set(times) }
    wardrobe.set(kind, clothes)
  }
  return clothes
}

const PROJECT = 'project_id'

/** Also where nobody owns the object, but it tells of a project. */
const projectAttribute = (kind: Kind): string | undefined =>
  kind.owner ?? kind.attributes.find(({ name }) => name === PROJECT)?.name

const seconds = (value: Json): Json => (typeof value === 'string' ? value.replace(/\.\d+(?=Z$)/, '') : value)

/** What of an object is asked for. */
export interface Fields {
  /** Attributes to read. */
  readonly attributes: readonly string[]
  /** Names to show. */
  readonly names: ReadonlySet<string>
}

/** @returns undefined: everything */
export function readFields(kind: Kind, parameters: Parameters): Fields | undefined {
  const names = valuesOf(parameters, 'fields')
  if (names.length === 0) return undefined
  const { owner } = clothesOf(kind)
  const attributes = names.map(name => (name === TENANT && owner !== undefined ? owner : name))
  return { attributes, names: new Set(names) }
}

/** How presented rows of a kind are shown. */
export function dresser(kind: Kind, fields?: Fields): (row: Row) => Row {
  const { owner, parent, times } = clothesOf(kind)
  return row => {
    const dressed: Record<string, Json> = {}
    for (const name of Object.keys(row)) {
      if (name === parent) continue
      const value = row[name] ?? null
      if (name === owner && (fields === undefined || fields.names.has(TENANT))) dressed[TENANT] = value
      if (fields === undefined || fields.names.has(name)) dressed[name] = times.has(name) ? seconds(value) : value
    }
    return dressed
  }
}
