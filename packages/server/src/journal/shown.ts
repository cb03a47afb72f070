/** A journal entry as the API shows it: `/v1/watch` and `/v1/journal` alike. */
import type { Json } from '@baryon/kit'
import { type Attribute, isShown, type Kind, type Row, type Type } from '@baryon/model'
import type { Entry } from '@baryon/store'

/** What stands for a sensitive value that is set. */
const mask = '***'

type Change = (value: Json) => Json | undefined

const isObject = (value: Json): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value)

/** How values of a type are changed for showing; undefined when they are shown as they are. */
function changeOfType(type: Type): Change | undefined {
  if (type.name === 'object') return changeOfAttributes(type.attributes)
  const inner =
    type.name === 'list' ? changeOfType(type.items) : type.name === 'map' ? changeOfType(type.values) : undefined
  if (inner === undefined) return undefined
  const change = (value: Json) => inner(value) ?? null
  return value => {
    if (Array.isArray(value)) return value.map(change)
    return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, change(one)])) : value
  }
}

function changeOf(attribute: Attribute): Change | undefined {
  if (!isShown(attribute)) return () => undefined
  if (attribute.sensitive) return value => (value === null ? null : mask)
  return changeOfType(attribute.type)
}

function changeOfAttributes(attributes: readonly Attribute[]): Change | undefined {
  const changes = attributes.flatMap(attribute => {
    const change = changeOf(attribute)
    return change ? [[attribute.name, change] as const] : []
  })
  if (changes.length === 0) return undefined
  return value => {
    if (!isObject(value)) return value
    const shown: Record<string, Json> = { ...value }
    for (const [name, change] of changes) {
      if (!Object.hasOwn(value, name)) continue
      const changed = change(value[name] ?? null)
      if (changed === undefined) delete shown[name]
      else shown[name] = changed
    }
    return shown
  }
}

const changes = new WeakMap<Kind, Change>()

const unchanged: Change = value => value

function changeOfKind(kind: Kind): Change {
  let change = changes.get(kind)
  if (!change) {
    change = changeOfAttributes(kind.attributes) ?? unchanged
    changes.set(kind, change)
  }
  return change
}

/** The image without what is only written or internal, with sensitive values masked, and without the hidden attributes. */
function shownImage(kind: Kind, image: Row, hidden: readonly string[]): Json {
  const shown = changeOfKind(kind)(image) ?? {}
  if (hidden.length === 0 || !isObject(shown)) return shown
  return Object.fromEntries(Object.entries(shown).filter(([name]) => !hidden.includes(name)))
}

/** @param hidden attributes that the one who asks may not read */
export function shownEntry(kind: Kind, entry: Entry, hidden: readonly string[]): Json {
  return {
    revision: entry.revision,
    transaction: entry.transaction,
    time: new Date(entry.time).toISOString(),
    plane: entry.plane,
    service: entry.service,
    kind: entry.kind,
    id: entry.id,
    project: entry.project,
    operation: entry.operation,
    actor: entry.actor,
    request_id: entry.requestId,
    object: shownImage(kind, entry.image, hidden),
  }
}
