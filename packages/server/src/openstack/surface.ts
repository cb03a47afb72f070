/** What a service looks like in the dialect: its URLs, worked out once. */
import type { Kind, Registry, Service } from '@baryon/model'

/** Collections by the segments of their paths. */
interface Branch {
  readonly kinds: ReadonlyMap<string, Kind>
  /** First segments of paths with more than one. */
  readonly prefixes: ReadonlyMap<string, Branch>
}

export interface Surface {
  readonly service: Service
  readonly registry: Registry
  /** In front of all URLs, without a slash at its end: `/v2.0`. */
  readonly root: string
  readonly collections: Branch
  /** By plural, the kinds whose collections are deeper. Neutron has the tags of their objects below the plural alone. */
  readonly deeper: ReadonlyMap<string, Kind>
  below(kind: Kind): Branch
}

type Growing = { readonly kinds: Map<string, Kind>; readonly prefixes: Map<string, Growing> }

const newBranch = (): Growing => ({ kinds: new Map(), prefixes: new Map() })

function grow(branch: Growing, kind: Kind) {
  const segments = (kind.path ?? kind.plural).split('/')
  let at = branch
  for (const segment of segments.slice(0, -1)) {
    let next = at.prefixes.get(segment)
    if (next === undefined) {
      next = newBranch()
      at.prefixes.set(segment, next)
    }
    at = next
  }
  at.kinds.set(segments.at(-1) ?? kind.plural, kind)
}

const nothing: Branch = newBranch()

function createSurface(registry: Registry, service: Service, root: string): Surface {
  const collections = newBranch()
  const deeper = new Map<string, Kind>()
  const children = new Map<string, Growing>()
  for (const kind of service.kinds) {
    // Nothing of it is served: its URL is not there.
    if (kind.verbs?.length === 0 && kind.actions.length === 0) continue
    if (kind.parent === undefined) {
      grow(collections, kind)
      if (kind.path?.includes('/')) deeper.set(kind.plural, kind)
      continue
    }
    const known = children.get(kind.parent.kind)
    const branch = known ?? newBranch()
    if (known === undefined) children.set(kind.parent.kind, branch)
    grow(branch, kind)
  }
  return { service, registry, root, collections, deeper, below: kind => children.get(kind.name) ?? nothing }
}

const surfaces = new WeakMap<Registry, readonly Surface[]>()

/** The services that are served in the dialect. */
export function surfacesOf(registry: Registry): readonly Surface[] {
  let made = surfaces.get(registry)
  if (made === undefined) {
    made = registry.services.flatMap(service =>
      service.dialect?.name === 'openstack' ? [createSurface(registry, service, service.dialect.path)] : [],
    )
    surfaces.set(registry, made)
  }
  return made
}

/** The kind whose collection the first of these segments name, and how many they are. */
export function collectionAt(
  branch: Branch,
  segments: readonly string[],
  from: number,
): { readonly kind: Kind; readonly next: number } | undefined {
  let at: Branch | undefined = branch
  for (let index = from; at !== undefined && index < segments.length; index += 1) {
    const segment: string = segments[index] ?? ''
    const kind: Kind | undefined = at.kinds.get(segment)
    if (kind !== undefined) return { kind, next: index + 1 }
    at = at.prefixes.get(segment)
  }
  return undefined
}
