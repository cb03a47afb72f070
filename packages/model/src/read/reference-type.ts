import { didYouMean, listed } from '../check/suggest.ts'
import type { KindName, ReferenceType, ScalarType } from '../ir.ts'
import { typeNames } from '../language/facets.ts'
import type { TypeContext } from './context.ts'
import { flagAt, type MapNode, member, textAt } from './node.ts'
import { isScalar, scalarType } from './scalar-type.ts'
import type { Place } from './source.ts'
import { declaredKey, findKind, keyOfObject, splitName } from './world.ts'

/** The type of the key of a kind, through keys that are references themselves. */
function keyType(name: KindName, context: TypeContext, seen: readonly string[], at: Place): ScalarType | undefined {
  const path = `${name.service}/${name.kind}`
  if (seen.includes(path)) {
    context.report.add('reference.cycle', at, { cycle: [...seen, path].join(' → ') })
    return undefined
  }
  const target = findKind(context.world, name)
  const view = context.world.services.get(name.service)
  if (target === undefined || view === undefined) return undefined
  if (declaredKey(target).length === 0) return { name: 'uuid' }
  const [key, ...more] = keyOfObject(target)
  if (more.length > 0) {
    context.report.add('reference.composite', at, { kind: name.kind, key: listed([key!, ...more]) })
    return undefined
  }
  const attribute = member(member(target.node, 'attributes'), key!)
  if (attribute?.kind !== 'map') return undefined
  const written = textAt(attribute, 'type') ?? ''
  const language = target.declaration.language
  if (isScalar(written)) return scalarType(attribute, written, { ...context, language, view })
  const next = written === 'reference' ? textAt(attribute, 'to') : written
  const deeper = next === undefined || typeNames.includes(next) ? undefined : splitName(next, name.service)
  return deeper === undefined ? undefined : keyType(deeper, context, [...seen, path], at)
}

function unknownTarget(text: string, name: KindName, at: Place, context: TypeContext): void {
  const { world, view, report } = context
  if (context.abstract || world.broken) return
  const elsewhere = world.services.get(name.service)
  if (elsewhere === undefined) {
    report.add(
      'reference.service',
      at,
      { service: name.service },
      { hint: didYouMean(name.service, world.services.keys()) },
    )
    return
  }
  if (elsewhere.draft.objects.has(name.kind)) {
    report.add('reference.base', at, { name: text })
    return
  }
  const words = elsewhere === view ? [...elsewhere.kinds, ...typeNames] : elsewhere.kinds
  const hint = didYouMean(name.kind, words) ?? `Objects of ${name.service} are ${listed(elsewhere.kinds)}`
  report.add('type.unknown', at, { name: text }, { hint })
}

/** A reference to the object that a text names. */
export function referenceType(text: string, at: Place, node: MapNode, context: TypeContext): ReferenceType | undefined {
  const to = splitName(text, context.view.draft.name)
  if (findKind(context.world, to) === undefined) {
    unknownTarget(text, to, at, context)
    return undefined
  }
  const key = keyType(to, context, [], at)
  const written = textAt(node, 'onDelete')
  const onDelete = written === 'cascade' || written === 'null' ? written : 'restrict'
  const lenient = flagAt(node, 'lenient') === true ? { lenient: true as const } : {}
  return key === undefined ? undefined : { name: 'reference', to, onDelete, key, ...lenient }
}
