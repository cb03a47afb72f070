import type { Type } from '../ir.ts'
import { entry, member } from '../read/node.ts'
import { attributeEntry, attributePlace, type Subject } from './subject.ts'

/** Whether a type has a reference further in than the database can follow. */
function hasDeep(type: Type, depth: number): boolean {
  if (type.name === 'reference') return depth > 1
  if (type.name === 'list') return hasDeep(type.items, depth + 1)
  if (type.name === 'map') return hasDeep(type.values, 2)
  return type.name === 'object' && type.attributes.some(attribute => hasDeep(attribute.type, 2))
}

/** Faults of references: where they stand, and what happens to them when their target goes. */
export function checkReferences(subject: Subject): void {
  const { object, kind, report } = subject
  for (const { name, type, nullable } of kind.attributes) {
    if (hasDeep(type, 0)) report.add('reference.nested', attributePlace(subject, name), { name })
    if (type.name !== 'reference' || type.onDelete !== 'null' || nullable) continue
    const written = entry(attributeEntry(object.node, name)?.node, 'onDelete')
    report.add('reference.null', written?.node.at ?? attributePlace(subject, name), { name, kind: kind.name })
  }
}

/** Parents of parents, which must end somewhere. */
export function checkParents(subjects: readonly Subject[]): void {
  const parents = new Map(subjects.map(({ kind }) => [kind.name, kind.parent?.kind]))
  for (const { object, kind, report } of subjects) {
    const path = [kind.name]
    for (let parent = kind.parent?.kind; parent !== undefined; parent = parents.get(parent)) {
      path.push(parent)
      if (parent === kind.name) {
        const at = member(member(object.node, 'api'), 'parent')?.at ?? object.declaration.key
        report.add('api.parent-cycle', at, { cycle: path.join(' → ') })
      }
      if (path.indexOf(parent) < path.length - 1) break
    }
  }
}
