import type { Report } from '../check/diagnostic.ts'
import type { KindName } from '../ir.ts'
import type { Draft } from './draft.ts'
import { attributeEntries, type Inheritance, type Inherited, inheritance } from './inherit.ts'
import { entry, flagAt, type MapNode } from './node.ts'

/** A service whose objects have everything they extend, and whose names can be looked up. */
export interface ServiceView {
  readonly draft: Draft
  readonly objects: Inheritance
  /** Names of its API objects, in the order of their declaration. */
  readonly kinds: readonly string[]
}

/** All services of one load: what a name may mean. */
export interface World {
  /** With the folders of base objects, in the order they were read. */
  readonly views: readonly ServiceView[]
  /** Those that are served, by name. */
  readonly services: ReadonlyMap<string, ServiceView>
  /** Whether some file could not be read, so that what seems missing may be there. */
  readonly broken: boolean
}

export function newWorld(drafts: readonly Draft[], report: Report): World {
  const views = drafts.map(draft => {
    const kinds = [...draft.objects.values()].filter(isApi).map(object => object.name)
    return { draft, objects: inheritance(draft, report), kinds: draft.base ? [] : kinds }
  })
  const served = views.filter(view => !view.draft.base)
  const services = new Map(served.map(view => [view.draft.name, view]))
  return { views, services, broken: drafts.some(draft => draft.broken) }
}

const isApi = ({ node }: { readonly node: MapNode }) => entry(node, 'api') !== undefined

/** `Kind` of the same service or `service/Kind`. */
export function splitName(text: string, service: string): KindName {
  const slash = text.indexOf('/')
  return slash < 0 ? { service, kind: text } : { service: text.slice(0, slash), kind: text.slice(slash + 1) }
}

/** The API object of that name. */
export function findKind(world: World, name: KindName): Inherited | undefined {
  const view = world.services.get(name.service)
  return view?.kinds.includes(name.kind) ? view.objects.get(name.kind) : undefined
}

/** Names of the attributes marked as key. Gluon's reader looked at the presence of `primary`; here `false` means false. */
export function declaredKey(object: Inherited): string[] {
  return attributeEntries(object.node)
    .filter(attribute => flagAt(attribute.node, 'primary') === true)
    .map(attribute => attribute.name)
}

/** Key that an object gets when it declares none. */
export const implicitKey = (object: Inherited): string => (object.declaration.language === '1.0' ? 'uuid' : 'id')

export function keyOfObject(object: Inherited): readonly string[] {
  const declared = declaredKey(object)
  return declared.length > 0 ? declared : [implicitKey(object)]
}
