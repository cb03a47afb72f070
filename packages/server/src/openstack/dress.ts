/** Objects as OpenStack shows them: the project under both of its names, times to the second, and not what stands in the URL. */
import type { Json } from '@baryon/kit'
import type { Attribute, Kind, Row, Type } from '@baryon/model'
import { TENANT } from './body/form.ts'
import { type Parameters, valuesOf } from './query/parameters.ts'

interface Clothes {
  /** The attribute with the object that the URL is nested below. */
  readonly parent: string | undefined
  readonly owner: string | undefined
  /** Attributes that are times. */
  readonly times: ReadonlySet<string>
  /** Attributes that are numbers and shown as text. */
  readonly texts: ReadonlySet<string>
  /** Attributes that are lists of objects with times or projects. */
  readonly lists: ReadonlyMap<string, Clothes>
}

const wardrobe = new WeakMap<Kind, Clothes>()

function clothesOf(kind: Kind): Clothes {
  let clothes = wardrobe.get(kind)
  if (clothes === undefined) {
    const { owner = projectIn(kind.attributes) } = kind
    clothes = { ...clothesFor(kind.attributes), parent: kind.parent?.attribute, owner }
    wardrobe.set(kind, clothes)
  }
  return clothes
}

const PROJECT = 'project_id'

/** Also where nobody owns the object, but it tells of a project. */
const projectIn = (attributes: readonly Attribute[]): string | undefined =>
  attributes.find(({ name }) => name === PROJECT)?.name

function clothesFor(attributes: readonly Attribute[]): Clothes {
  const times = attributes.filter(({ type }) => type.name === 'datetime').map(({ name }) => name)
  const texts = attributes.flatMap(({ name, type }) => (type.name === 'integer' && type.text ? [name] : []))
  const lists = attributes.flatMap(({ name, type }) => {
    const inner = itemClothes(type)
    return inner === undefined ? [] : [[name, inner] as const]
  })
  return {
    parent: undefined,
    owner: projectIn(attributes),
    times: new Set(times),
    texts: new Set(texts),
    lists: new Map(lists),
  }
}

/** @returns undefined where items are shown as they are */
function itemClothes(type: Type): Clothes | undefined {
  if (type.name !== 'list' || type.items.name !== 'object') return undefined
  const clothes = clothesFor(type.items.attributes)
  return clothes.owner === undefined && clothes.times.size + clothes.lists.size === 0 ? undefined : clothes
}

const seconds = (value: Json): Json => (typeof value === 'string' ? value.replace(/\.\d+(?=Z$)/, '') : value)

function valueIn({ times, texts, lists }: Clothes, name: string, value: Json): Json {
  if (times.has(name)) return seconds(value)
  if (texts.size > 0 && typeof value === 'number' && texts.has(name)) return String(value)
  const inner = lists.size > 0 ? lists.get(name) : undefined
  return inner !== undefined && Array.isArray(value) ? value.map(item => dressed(inner, item as Row)) : value
}

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

function dressed(clothes: Clothes, row: Row, fields?: Fields): Row {
  const { owner, parent } = clothes
  const shown: Record<string, Json> = {}
  for (const name of Object.keys(row)) {
    if (name === parent) continue
    const value = row[name] ?? null
    if (name === owner && (fields === undefined || fields.names.has(TENANT))) shown[TENANT] = value
    if (fields === undefined || fields.names.has(name)) shown[name] = valueIn(clothes, name, value)
  }
  return shown
}

/** How presented rows of a kind are shown. */
export function dresser(kind: Kind, fields?: Fields): (row: Row) => Row {
  const clothes = clothesOf(kind)
  return row => dressed(clothes, row, fields)
}
