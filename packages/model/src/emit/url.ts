import type { Kind, Service, StandardVerb } from '../ir.ts'

/** Path that a service's resources are below. */
export const serviceUrl = (service: Pick<Service, 'name' | 'version'>) => `/proton/${service.name}/v${service.version}`

/** Whether a standard verb is served. */
export const isServed = ({ verbs }: Kind, verb: StandardVerb): boolean => verbs === undefined || verbs.includes(verb)

/**
 * The ways to a kind: itself alone, below its parent, below that one's parent and so on, the nearest parent last.
 * A kind that is its own ancestor is nested once.
 */
export function chains(kind: Kind, siblings: readonly Kind[]): readonly (readonly Kind[])[] {
  const found: Kind[][] = [[]]
  let chain: Kind[] = []
  for (let at = kind; at.parent !== undefined; ) {
    const parent = siblings.find(each => each.name === at.parent?.kind)
    if (parent === undefined || chain.includes(parent)) break
    chain = [parent, ...chain]
    found.push(chain)
    at = parent
  }
  return found
}
