import type { Kind, Service } from '../../ir.ts'

/** Name of a kind's component; `part` is `create`, `list` and so on, and nothing for the object as it is answered. */
export const componentName = (kind: Kind, ...part: readonly string[]) => [kind.service, kind.name, ...part].join('.')

/** Where a service is served. */
export const serviceUrl = (service: Pick<Service, 'name' | 'version'>) => `/proton/${service.name}/v${service.version}`

/** Name of the path parameter with the id of a parent. */
export const parentParameter = (parent: Kind) => `${parent.noun.replaceAll(/\W/g, '_')}_id`

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
