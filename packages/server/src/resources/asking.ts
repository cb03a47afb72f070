import type { IncomingHttpHeaders } from 'node:http'
import type { BehaviourSet } from '@baryon/decide'
import type { Caller, Registry } from '@baryon/model'
import type { Origin } from '@baryon/store'
import type { HostQuestions } from '../backends/hosts.ts'
import type { ServerContext } from '../context.ts'
import type { Answer, StreamedAnswer } from './answer.ts'

/** A request on a resource, of a known caller. */
export interface Asking {
  readonly context: ServerContext
  /** The models of this request, whatever the next one finds. */
  readonly registry: Registry
  /** Of these models. */
  readonly behaviours: BehaviourSet | undefined
  /** Of backends that say what ports are plugged into on a host. */
  readonly hosts: HostQuestions | undefined
  readonly caller: Caller
  readonly requestId: string
  readonly method: string
  readonly headers: IncomingHttpHeaders
  /** As it was written: path and query. */
  readonly url: string
  readonly path: string
  /** Behind the question mark; empty without one. */
  readonly query: string
  /** The bytes of the body; undefined without one. */
  readonly body: Buffer | undefined
  /** Of the server as the client called it: `http://127.0.0.1:9696`. */
  origin(): string
}

/** Answers a request on a target of one sort; a refusal is thrown. */
export type Handler<T> = (asking: Asking, target: T) => Promise<Answer | StreamedAnswer>

/** Whom the journal names for a change. */
export const journaled = ({ caller: { user, project, roles }, requestId }: Asking): Origin => ({
  actor: user,
  scope: { ...(project === undefined ? {} : { project }), roles },
  requestId,
})
