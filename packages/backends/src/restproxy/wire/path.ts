/** Paths below the base of a dialect. */
import type { Dialect } from '../dialects/dialect.ts'

/** Names go as they are, as controllers expect; what would change the meaning of a path is escaped. */
const segment = (name: string): string =>
  /^[\w.:@~-]*$/.test(name) ? name : encodeURIComponent(name).replace(/%(?:3A|40)/g, decodeURIComponent)

/** `path(dialect, 'tenants', t, 'networks')`. */
export const path = (dialect: Dialect, ...segments: readonly string[]): string =>
  [dialect.base, ...segments.map(segment)].join('/')
