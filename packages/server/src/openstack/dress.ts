/** Objects as OpenStack shows them: the project under both of its names, times to the second, and not what stands in the URL. */
import type { Json } from '@baryon/kit'
import type { Attribute, Kind, Row, Type } from '@baryon/model'
import type { Look, LookOf } from '../present/presenter.ts'
import { TENANT } from './body/form.ts'
import { type Parameters, valuesOf } from './query/parameters.ts'

/** How a value is shown. */
type Show = (value: Json) => Json

interface Clothes {
  /** The attribute with the object that the URL is nested below. */
  readonly parent: string | undefined
  readonly owner: string | undefined
  /** Of the attributes whose values are not shown as they are. */
  readonly shows: ReadonlyMap<string, Show>
  /** By the attributes that are shown. */
  readonly looks: WeakMap<readonly string[], Look>
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
  const shows = attributes.flatMap(({ name, type }) => {
    const show = showOf(type)
    return show === undefined ? [] : [[name, show] as const]
  })
  return { parent: undefined, owner: projectIn(attributes), shows: new Map(shows), looks: new WeakMap() }
}

const second = '2026-01-01T00:00:00'.length

const seconds: Show = value =>
  typeof value === 'string' && value[second] === '.' ? `${value.slice(0, second)}Z` : value

const text: Show = value => (typeof value === 'number' ? String(value) : value)

/** @returns undefined where values of the type are shown as they are */
function showOf(type: Type): Show | undefined {
  if (type.name === 'datetime') return seconds
  if (type.name === 'integer') return type.text ? text : undefined
  if (type.name !== 'list' || type.items.name !== 'object') return undefined
  const clothes = clothesFor(type.items.attributes)
  if (clothes.owner === undefined && clothes.shows.size === 0) return undefined
  return value => (Array.isArray(value) ? value.map(item => dressed(clothes, item as Row)) : value)
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

/** Whether a name of a row is shown, and under which names. */
function shownAs(name: string, { owner, parent }: Clothes, fields: Fields | undefined): readonly string[] {
  if (name === parent) return []
  const names = name === owner ? [TENANT, name] : [name]
  return fields === undefined ? names : names.filter(one => fields.names.has(one))
}

function lookAt(names: readonly string[], clothes: Clothes, fields: Fields | undefined): Look {
  const pairs = names.flatMap(name => shownAs(name, clothes, fields).map(one => [one, name] as const))
  const from = pairs.map(([, name]) => name)
  return { names: pairs.map(([one]) => one), from, shows: from.map(name => clothes.shows.get(name)) }
}

function dressed(clothes: Clothes, row: Row): Row {
  const { names, from, shows } = lookAt(Object.keys(row), clothes, undefined)
  const valueAt = (index: number): Json => {
    const value = row[from[index]!] ?? null
    return shows[index]?.(value) ?? value
  }
  return Object.fromEntries(names.map((name, index) => [name, valueAt(index)]))
}

/** How objects of a kind are shown. */
export function looksOf(kind: Kind, fields?: Fields): LookOf {
  const clothes = clothesOf(kind)
  const looks = fields === undefined ? clothes.looks : new WeakMap<readonly string[], Look>()
  return names => {
    let look = looks.get(names)
    if (look === undefined) {
      look = lookAt(names, clothes, fields)
      looks.set(names, look)
    }
    return look
  }
}
