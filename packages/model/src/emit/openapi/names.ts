import type { Kind } from '../../ir.ts'

/** Name of a kind's component; `part` is `create`, `list` and so on, and nothing for the object as it is answered. */
export const componentName = (kind: Kind, ...part: readonly string[]) => [kind.service, kind.name, ...part].join('.')

/** Name of the path parameter with the id of a parent. */
export const parentParameter = (parent: Kind) => `${parent.noun.replaceAll(/\W/g, '_')}_id`
