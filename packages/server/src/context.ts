/** What every part of the HTTP server is given, and how a part adds routes to it. */
import type { BehaviourSet } from '@baryon/decide'
import type { Clock, Logger, Result } from '@baryon/kit'
import type { Caller, Registry } from '@baryon/model'
import type { Backend, Fleet } from '@baryon/reconcile'
import type { Store } from '@baryon/store'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Judge } from './backends/judge.ts'
import type { Convergence } from './convergence/convergence.ts'

/** Bounds on what a client may send; each is refused with a 4xx of its own. */
export interface Limits {
  /** Bytes of a request's body (413). */
  readonly bodyBytes: number
  /** Characters of a URL (414). */
  readonly urlLength: number
  /** Bytes of the request line and all headers (431). */
  readonly headerBytes: number
  /** Objects of one bulk create, operations of one `/v1/changes` (400). */
  readonly operations: number
  /** Milliseconds in which a whole request has to arrive (408). */
  readonly requestTimeout: number
}

export const defaultLimits: Limits = {
  bodyBytes: 4 * 1024 * 1024,
  urlLength: 8 * 1024,
  headerBytes: 16 * 1024,
  operations: 1000,
  requestTimeout: 60_000,
}

/** A backend that runs in this server, and the loops of its targets. */
export interface RunningBackend {
  /** As in the registry: `restproxy`. */
  readonly name: string
  readonly fleet: Fleet
  readonly backend: Backend
}

export interface ServerContext {
  readonly store: Store
  /** The models as they are served now. It may be another one at the next request; ask once per request. */
  registry(): Registry
  /** The behaviours of those models; absent where no service has one. */
  behaviours?(): BehaviourSet | undefined
  /** How far committed revisions have come. */
  readonly convergence: Convergence
  /** The backends that are configured; none in most deployments. */
  readonly fleets: readonly RunningBackend[]
  /** Judges writes that stand only if a target takes them; absent without a backend. */
  readonly judge?: Judge | undefined
  /** Who asks; faults are 401. Answers at once where nothing has to be awaited, which spares the request a turn. */
  authenticate(request: FastifyRequest): Result<Caller> | Promise<Result<Caller>>
  readonly clock: Clock
  /** A new uuid. Those of one time are neighbours in every index, so that a create costs the same however many objects there are. */
  newId(): string
  readonly logger: Logger
  readonly limits: Limits
  /** Version of Baryon, for `/`. */
  readonly version: string
}

/**
 * Adds a part's routes to the instance. A route that throws a `Refusal` (or answers a rejected promise with one) is answered as
 * problem+json; routes that need a caller ask {@link ServerContext.authenticate} themselves and throw its faults that way.
 */
export type Register = (app: FastifyInstance, context: ServerContext) => void

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the resource routes once known: who asks. */
    caller: Caller | undefined
    /** Set by the resource routes once known: `<service>/<Kind>` and the verb, for logs and metrics. */
    operation: { readonly kind: string; readonly verb: string } | undefined
  }
}
