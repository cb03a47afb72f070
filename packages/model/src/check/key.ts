import type { Type } from '../ir.ts'
import { declaredKey, implicitKey } from '../read/world.ts'
import { attributeEntry, attributePlace, attributesByName, type Subject } from './subject.ts'

/** Types whose values have one spelling, so that they can stand in a URL and be compared by a database. */
const KEY_TYPES = new Set([
  'string',
  'integer',
  'uuid',
  'datetime',
  'cidr',
  'ip',
  'mac',
  'fqdn',
  'uri',
  'email',
  'enum',
])

const OWNER_TYPES = new Set(['string', 'uuid'])

const plainName = (type: Type): string => (type.name === 'reference' ? type.key.name : type.name)

/** Faults of the key and of the attribute with the owner. */
export function checkKey(subject: Subject): void {
  const { object, kind, report } = subject
  const attributes = attributesByName(kind)
  for (const name of kind.key) {
    const attribute = attributes.get(name)
    if (attribute === undefined || KEY_TYPES.has(plainName(attribute.type))) continue
    report.add('key.type', attributePlace(subject, name), { name, type: attribute.type.name })
  }
  const implicit = implicitKey(object)
  const taken = declaredKey(object).length === 0 ? attributeEntry(object.node, implicit) : undefined
  if (taken !== undefined) report.add('key.implicit', taken.key, { name: implicit, kind: kind.name })
  const owner = kind.owner === undefined ? undefined : attributes.get(kind.owner)
  if (owner === undefined || OWNER_TYPES.has(plainName(owner.type))) return
  report.add('owner.type', attributePlace(subject, owner.name), { name: owner.name, type: owner.type.name })
}
