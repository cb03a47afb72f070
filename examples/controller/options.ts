/** How a controller is started. */
import type { DialectName } from './dialects.ts'
import type { Version } from './floodlight/versions.ts'

export interface ControllerOptions {
  readonly dialect: DialectName
  /** Which release of Floodlight it is like; `mended` has none of their traps. */
  readonly faithful?: Version
  /** `HOST:PORT` of each member of the cluster; port 0: any that is free. They share what they are told. */
  readonly listen?: readonly string[]
  /** Members that do not lead answer 302 to the one that does: the first that is there. Otherwise all serve. */
  readonly redirects?: boolean
  /** `HOST:PORT` where faults, state and log are served over plain HTTP. */
  readonly admin?: string
  /** PEM; `clientCa`: who has no certificate of these is not let in. */
  readonly tls?: { readonly cert: string; readonly key: string; readonly clientCa?: string }
  /** `user:password`: HTTP Basic. */
  readonly auth?: string
  /** Given back as the cookie `session_cookie`. */
  readonly token?: string
  /** Instead of what the dialect has. */
  readonly capabilities?: readonly string[]
  readonly switches?: readonly string[]
  /** Where what it is told outlives it. Floodlight keeps nothing. */
  readonly state?: string
  readonly seed?: number
  /** Requests that the log keeps. */
  readonly log?: number
}
