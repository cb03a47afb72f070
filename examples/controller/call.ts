/** One request as the handlers see it: its path is matched, its body is parsed. */
import type { Answer } from './answer.ts'
import type { Dialect } from './dialects.ts'
import type { Json } from './json.ts'
import type { State } from './state.ts'

export interface Call {
  readonly state: State
  readonly dialect: Dialect
  readonly capabilities: readonly string[]
  /** Hosts whose virtual switch it knows. */
  readonly switches: readonly string[]
  readonly method: string
  /** What the names in the pattern of the path stand for. */
  readonly params: Readonly<Record<string, string>>
  readonly body: Json
  /** Says what a client should have done otherwise, although it is served. */
  complain(what: string): void
}

export type Handler = (call: Call) => Answer

export interface Route {
  readonly method: string
  readonly path: RegExp
  readonly handler: Handler
}

/** @param pattern a path below the base: `/tenants/:tenant/networks` */
export function route(method: string, pattern: string, handler: Handler): Route {
  const path = new RegExp(`^${pattern.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`)
  return { method, path, handler }
}
