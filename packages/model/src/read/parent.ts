import type { Report } from '../check/diagnostic.ts'
import { didYouMean, listed } from '../check/suggest.ts'
import type { Attribute } from '../ir.ts'
import type { Inherited } from './inherit.ts'
import { entry, member, textAt } from './node.ts'
import { declaredKey, findKind, keyOfObject, type ServiceView, type World } from './world.ts'

export interface Parent {
  readonly kind: string
  readonly attribute: string
}

const refersTo = (attribute: Attribute, view: ServiceView, kind: string) =>
  attribute.type.name === 'reference' &&
  attribute.type.to.service === view.draft.name &&
  attribute.type.to.kind === kind

function parentAttribute(
  object: Inherited,
  kind: string,
  attributes: readonly Attribute[],
  view: ServiceView,
  report: Report,
) {
  const api = entry(object.node, 'api')!
  const written = entry(api.node, 'parent_key')
  if (written !== undefined) {
    const name = textAt(api.node, 'parent_key')
    if (name === undefined || attributes.some(attribute => attribute.name === name)) return name
    const names = attributes.map(attribute => attribute.name)
    report.add(
      'api.parent-key',
      written.node.at,
      { name, kind: object.declaration.name },
      { hint: didYouMean(name, names) },
    )
    return undefined
  }
  const candidates = attributes.filter(attribute => refersTo(attribute, view, kind)).map(attribute => attribute.name)
  if (candidates.length === 1) return candidates[0]
  const values = { kind: object.declaration.name, parent: kind, candidates: listed(candidates) || 'none' }
  report.add('api.parent-key-missing', entry(api.node, 'parent')!.node.at, values)
  return undefined
}

/** The kind whose URL an object is nested below, and the attribute with its key. */
export function readParent(
  object: Inherited,
  attributes: readonly Attribute[],
  world: World,
  view: ServiceView,
  report: Report,
): Parent | undefined {
  const api = member(object.node, 'api')
  const kind = textAt(api, 'parent')
  if (kind === undefined) return undefined
  const at = member(api, 'parent')!.at
  if (findKind(world, { service: view.draft.name, kind }) === undefined) {
    const base = view.draft.objects.has(kind)
    if (base) report.add('reference.base', at, { name: kind })
    else if (!view.draft.broken) report.add('api.parent', at, { name: kind }, { hint: didYouMean(kind, view.kinds) })
    return undefined
  }
  const attribute = parentAttribute(object, kind, attributes, view, report)
  return attribute === undefined ? undefined : { kind, attribute }
}

/**
 * Gluon did not ask that the attribute with the parent's key is a reference to it. Here it becomes one, because an
 * object below a parent that does not exist could not be reached.
 */
export function parentReference(
  attribute: Attribute,
  parent: Parent,
  object: Inherited,
  world: World,
  view: ServiceView,
  report: Report,
): Attribute {
  if (refersTo(attribute, view, parent.kind)) return attribute
  const { type } = attribute
  const target = findKind(world, { service: view.draft.name, kind: parent.kind })!
  const simple = keyOfObject(target).length === 1 && (declaredKey(target).length === 0 || type.name === 'uuid')
  if (object.declaration.language === '1.0' && simple && type.name === 'uuid') {
    const to = { service: view.draft.name, kind: parent.kind }
    return { ...attribute, type: { name: 'reference', to, onDelete: 'restrict', key: type } }
  }
  const at = entry(member(object.node, 'attributes'), parent.attribute)?.key ?? object.declaration.key
  report.add('api.parent-key-type', at, { name: parent.attribute, parent: parent.kind })
  return attribute
}
