/** From the path of a URL to what it means, by the models alone: no route is registered for a kind. */
import { failure, type Result, success } from '@baryon/kit'
import { idOf, type Kind, keyOf, type Registry, type Service } from '@baryon/model'
import { serverErrors } from '../errors.ts'
import { decodeSegment, idOfSegment, versionSegment } from './path.ts'
import type { Step, Target } from './target.ts'

const prefix = 'proton'

/** The segments of a path without the leading and one trailing slash, and without `/proton` in front. */
function segmentsOf(path: string): { segments: readonly string[]; prefixed: boolean } {
  const segments = path.split('/')
  if (segments[0] === '') segments.shift()
  if (segments.at(-1) === '') segments.pop()
  const prefixed = segments[0] === prefix
  if (prefixed) segments.shift()
  return { segments, prefixed }
}

const unknown = (path: string, hint = '') => failure(serverErrors.fault('url.unknown', { url: path, hint }))

/** The object that a segment names; its id in the one spelling that the store knows. */
export function stepOf(kind: Kind, segment: string): Result<Step> {
  const text = idOfSegment(kind, segment)
  const key = text === undefined ? undefined : keyOf(kind, text)
  if (key === undefined)
    return failure(
      serverErrors.fault('id.malformed', { id: text ?? segment, kind: kind.name, key: kind.key.join(', ') }),
    )
  return success({ kind, id: idOf(kind, key), key })
}

/** The child of a kind, or at the root any kind of the service, that has this plural. */
function kindAt(registry: Registry, service: Service, parent: Kind | undefined, plural: string): Kind | undefined {
  const kind = registry.kindByPlural(service.name, plural)
  return parent === undefined || kind?.parent?.kind === parent.name ? kind : undefined
}

function actionAt(last: Step, segment: string, parents: readonly Step[]): Target | undefined {
  const action = last.kind.actions.find(each => each.name === segment)
  return action && { at: 'action', kind: last.kind, id: last.id, parents, action }
}

/** Walks `<plural>/<id>/<plural>/<id>…` from `from` on. */
function resolveKinds(
  registry: Registry,
  service: Service,
  segments: readonly string[],
  from: number,
  path: string,
): Result<Target> {
  const steps: Step[] = []
  for (let at = from; ; at += 2) {
    const parent = steps.at(-1)
    const segment = segments[at] as string
    const kind = kindAt(registry, service, parent?.kind, decodeSegment(segment) ?? segment)
    if (kind === undefined) {
      const action = parent && at === segments.length - 1 ? actionAt(parent, segment, steps.slice(0, -1)) : undefined
      return action ? success(action) : unknown(path)
    }
    const id = segments[at + 1]
    if (id === undefined) return success({ at: 'collection', kind, parents: steps })
    if (id === '') return unknown(path)
    const step = stepOf(kind, id)
    if (!step.ok) return step
    if (at + 2 === segments.length) return success({ at: 'object', kind, id: step.value.id, parents: steps })
    steps.push(step.value)
  }
}

/**
 * Resolves a path (without query). The `/proton` in front is optional, one trailing slash is ignored.
 * @returns faults `url.unknown` (404), `id.malformed` (400)
 */
export function resolve(registry: Registry, path: string): Result<Target> {
  const { segments, prefixed } = segmentsOf(path)
  const [name, version] = segments
  if (name === undefined) return success({ at: prefixed ? 'services' : 'root' })
  const service = registry.service(decodeSegment(name) ?? name)
  if (service === undefined) return unknown(path)
  if (version === undefined) return success({ at: 'service', service })
  if (version !== versionSegment(service.version))
    return unknown(path, `; ${service.name} is served as ${versionSegment(service.version)}`)
  if (segments.length === 2) return success({ at: 'version', service })
  return resolveKinds(registry, service, segments, 2, path)
}
