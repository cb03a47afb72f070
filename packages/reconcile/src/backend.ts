/** What a backend gives the process that runs it: the server, or a shim. */
import type { Clock, Json, Logger, Result } from '@baryon/kit'
import type { Hosts } from './hosts.ts'
import type { Projection } from './intent.ts'
import type { Target } from './target.ts'

/** When a write is answered: at once, or when a target took it (else it is undone). */
export interface CommitPolicy {
  readonly mode: 'async' | 'sync'
  /** Milliseconds after which a `sync` write is undone. */
  readonly deadline: number
}

/** Bounds of the loop of one target. */
export interface Limits {
  /** Things that wait in memory at most; what is more stays in the journal. */
  readonly window: number
  /** Changes behind which `sync` writes are refused with 503. */
  readonly highWater: number
  /** Share of the things of a target (0 to 1) that a repair may change without being asked. */
  readonly brake: number
  /** A repair that touches no more things than this is never stopped by the brake. */
  readonly brakeFloor: number
  /** Milliseconds between two questions whether the target is intact; 0: never. */
  readonly intactEvery: number
  /** Milliseconds between two probes of a target that is away. */
  readonly probeEvery: number
  /**
   * After so many failures over so long (milliseconds), a thing that a target fails at while it takes others is shown as refused; it is still tried,
   * ever more rarely. Else after 8 in five minutes.
   */
  readonly stubborn?: { readonly tries: number; readonly after: number }
}

export interface Backend {
  /** As in the registry: `restproxy`. */
  readonly name: string
  readonly projection: Projection
  readonly targets: readonly Target[]
  readonly policy: CommitPolicy
  readonly limits: Limits
  /** Settings of services that follow from this backend, below those that somebody set. */
  readonly serviceSettings: Readonly<Record<string, Json>>
  /** There, if it says of hosts what ports are plugged into. */
  readonly hosts?: Hosts
  /** The effective configuration, secrets masked. */
  readonly configuration: Json
  start(): Promise<void>
  close(): Promise<void>
}

export interface BackendOptions {
  /** Path of its configuration file. */
  readonly file: string
  readonly clock: Clock
  readonly logger: Logger
}

/** How a backend is made; one for each folder. Faults of the file come all at once. */
export type OpenBackend = (options: BackendOptions) => Promise<Result<Backend>>
