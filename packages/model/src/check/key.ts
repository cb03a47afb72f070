import type { Attribute } from '../ir.ts'
import { scalarOf } from '../operators.ts'
import { declaredKey, implicitKey } from '../read/world.ts'
import { scalars } from '../types/scalars.ts'
import { attributeEntry, attributePlace, attributesByName, type Subject } from './subject.ts'

/** Whether the scalar that the attribute's values are may be that. */
function canBe(what: 'key' | 'owner', { type }: Attribute): boolean {
  const scalar = scalarOf(type)
  return scalar !== undefined && scalars[scalar.name][what]
}

/** Faults of the key and of the attribute with the owner. */
export function checkKey(subject: Subject): void {
  const { object, kind, report } = subject
  const attributes = attributesByName(kind)
  for (const name of kind.key) {
    const attribute = attributes.get(name)
    if (attribute === undefined || canBe('key', attribute)) continue
    report.add('key.type', attributePlace(subject, name), { name, type: attribute.type.name })
  }
  const implicit = implicitKey(object)
  const taken = declaredKey(object).length === 0 ? attributeEntry(object.node, implicit) : undefined
  if (taken !== undefined) report.add('key.implicit', taken.key, { name: implicit, kind: kind.name })
  const owner = kind.owner === undefined ? undefined : attributes.get(kind.owner)
  if (owner === undefined || canBe('owner', owner)) return
  report.add('owner.type', attributePlace(subject, owner.name), { name: owner.name, type: owner.type.name })
}
