/** A request to a controller, to the byte. Who sends it adds the host, headers and patience. */

export interface WireRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** The whole path, with the dialect's base. */
  readonly path: string
  /** `""` (two quotation marks) where there is nothing to say. */
  readonly body: string
}

/** The body of a request that has none. */
export const EMPTY = '""'

/** What a controller said it can: `floatingip`, `consistency`, `keep-alive`, `display-name`. */
export type Capabilities = ReadonlySet<string>

/**
 * `create`: it is not there as far as we know; `update`: it is. Where the dialect's `upserts` holds they are the same.
 * A conflict of one (409 to POST: there; 404 to PUT: not there) is answered by trying the other.
 */
export type Telling = 'create' | 'update'
