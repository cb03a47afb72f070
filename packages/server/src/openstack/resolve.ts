/** From the path of a URL of the dialect to what it means, by the models alone. */
import { failure, type Result, success } from '@baryon/kit'
import { attributeOf, idOf, type Kind, keyOf, type Row } from '@baryon/model'
import { unknownObject } from '../resources/parents.ts'
import { decodeSegment } from '../resources/path.ts'
import type { Step } from '../resources/target.ts'
import { openstackErrors } from './errors.ts'
import { collectionAt, type Surface } from './surface.ts'
import type { Target } from './target.ts'

const extensions = 'extensions'
const suffix = '.json'
const quotas = 'quotas'

const isProject = (segment: string | undefined): segment is 'project' | 'tenant' =>
  segment === 'project' || segment === 'tenant'

/** The decoded segments behind the root; one trailing slash and the suffix `.json` mean nothing. */
function segmentsOf(surface: Surface, path: string): readonly string[] | undefined {
  const segments = path.slice(surface.root.length).split('/').slice(1)
  if (segments.at(-1) === '') segments.pop()
  const decoded = segments.map(decodeSegment)
  const last = decoded.at(-1)
  if (last?.endsWith(suffix)) decoded[decoded.length - 1] = last.slice(0, -suffix.length)
  return decoded.includes(undefined) || decoded.includes('') ? undefined : (decoded as string[])
}

const tagged = new WeakMap<Kind, boolean>()

/** Whether objects of the kind have tags, which are resources below them. */
export function hasTags(kind: Kind): boolean {
  let has = tagged.get(kind)
  if (has === undefined) {
    has = attributeOf(kind, 'tags')?.type.name === 'list'
    tagged.set(kind, has)
  }
  return has
}

/** The key that a segment stands for below these parents: what the parent says of it is not repeated in the URL. */
function keyBelow(kind: Kind, segment: string, above: Step | undefined): Row | undefined {
  const { parent, key } = kind
  if (key.length === 1) return keyOf(kind, segment)
  if (above === undefined || parent === undefined || !key.includes(parent.attribute)) return keyOf(kind, segment)
  const parts = key.map(name => encodeURIComponent(name === parent.attribute ? above.id : segment))
  return keyOf(kind, parts.join(','))
}

function stepAt(kind: Kind, segment: string, above: Step | undefined): Result<Step> {
  const key = keyBelow(kind, segment, above)
  return key === undefined ? failure(unknownObject(kind, segment)) : success({ kind, id: idOf(kind, key), key })
}

/** What the segments behind an object's id mean, if they are nothing nested. */
function behind(step: Step, parents: readonly Step[], rest: readonly string[]): Target | undefined {
  const { kind, id } = step
  const [name = '', tag, ...more] = rest
  if (name === 'tags' && hasTags(kind) && more.length === 0)
    return tag === undefined ? { at: 'tags', kind, id, parents } : { at: 'tag', kind, id, parents, tag }
  const action = rest.length === 1 ? kind.actions.find(each => each.name === name) : undefined
  return action && { at: 'action', kind, id, parents, action }
}

const nowhere = (surface: Surface): Result<never> =>
  failure(openstackErrors.fault('openstack.not_found', { root: surface.root }))

/** The tags of an object whose collection is deeper than its plural: `/policies/<id>/tags` of `/qos/policies`. */
function resolveTags(surface: Surface, [plural = '', segment = '', ...rest]: readonly string[]): Result<Target> {
  const kind = surface.deeper.get(plural)
  if (kind === undefined || rest[0] !== 'tags') return nowhere(surface)
  const step = stepAt(kind, segment, undefined)
  if (!step.ok) return step
  const target = behind(step.value, [], rest)
  return target === undefined ? nowhere(surface) : success(target)
}

function resolveKinds(surface: Surface, segments: readonly string[]): Result<Target> {
  const parents: Step[] = []
  let found = collectionAt(surface.collections, segments, 0)
  if (found === undefined) return resolveTags(surface, segments)
  while (found !== undefined) {
    const { kind, next } = found
    const segment = segments[next]
    if (segment === undefined) return success({ at: 'collection', kind, parents })
    const step = stepAt(kind, segment, parents.at(-1))
    if (!step.ok) return step
    if (next + 1 === segments.length) return success({ at: 'member', kind, id: step.value.id, parents })
    found = collectionAt(surface.below(kind), segments, next + 1)
    if (found === undefined) {
      const target = behind(step.value, parents, segments.slice(next + 1))
      if (target !== undefined) return success(target)
    }
    parents.push(step.value)
  }
  return nowhere(surface)
}

/**
 * Resolves a path (without query) below the root of the surface.
 * @returns faults `openstack.not_found`, `key.unknown`
 */
export function resolve(surface: Surface, path: string): Result<Target> {
  const segments = segmentsOf(surface, path)
  if (segments === undefined) return nowhere(surface)
  const [first, second] = segments
  if (first === undefined) return success({ at: 'root' })
  if (first === extensions && segments.length === 1) return success({ at: 'extensions' })
  if (first === extensions && segments.length === 2 && second !== undefined)
    return success({ at: 'extension', alias: second })
  if (first === quotas && segments.length === 2 && isProject(second) && surface.collections.kinds.has(quotas))
    return success({ at: 'project', word: second })
  return resolveKinds(surface, segments)
}
