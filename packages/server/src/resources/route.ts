/** The one route of all resources: every URL that no other part has is resolved by the models. */
import { Readable } from 'node:stream'
import { Refusal, type Result } from '@baryon/kit'
import type { Caller } from '@baryon/model'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hostQuestions } from '../backends/hosts.ts'
import type { ServerContext } from '../context.ts'
import { endOfTurn } from '../http/turn.ts'
import { answerUnserved } from '../http/unknown.ts'
import type { Answer, StreamedAnswer } from './answer.ts'
import type { Asking } from './asking.ts'
import { routeOf } from './handlers.ts'
import { pathOf, queryOf } from './path.ts'
import { resolve } from './resolve.ts'

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const

/** Of a request that {@link authenticated} let pass. */
export function callerOf({ caller }: FastifyRequest): Caller {
  if (caller === undefined) throw new Error('the caller of a resource is known once the request is authenticated')
  return caller
}

const saneHost = /^[\w.:[\]-]{1,255}$/

/** Of the server, as the client called it. */
const originOf = (request: FastifyRequest) => {
  const host = request.headers.host ?? ''
  return saneHost.test(host) ? `${request.protocol}://${host}` : ''
}

/** What a handler is told of a request whose caller is known. */
export function askingOf(request: FastifyRequest, context: ServerContext, caller: Caller): Asking {
  const url = request.raw.url ?? '/'
  return {
    context,
    registry: context.registry(),
    behaviours: context.behaviours?.(),
    hosts: hostQuestions(context.fleets),
    caller,
    requestId: request.id,
    method: request.method,
    headers: request.headers,
    url,
    path: pathOf(url),
    query: queryOf(url),
    body: request.body as Buffer | undefined,
    origin: () => originOf(request),
  }
}

/** Sends an answer. A stream that fails breaks the connection, so that half a list is never taken for a whole one. */
export function send(reply: FastifyReply, answer: Answer | StreamedAnswer): FastifyReply {
  reply.code(answer.status).headers(answer.headers)
  if ('pieces' in answer) return reply.send(Readable.from(answer.pieces, { objectMode: false }))
  return reply.send(answer.body)
}

/** Authenticates before the body is read, so that strangers cannot make the server hold one. */
export const authenticated =
  (context: ServerContext) =>
  (request: FastifyRequest, _reply: FastifyReply, done: (error?: Error) => void): void => {
    const accept = (result: Result<Caller>) => {
      if (result.ok) request.caller = result.value
      done(result.ok ? undefined : new Refusal(...result.faults))
    }
    const result = context.authenticate(request)
    if ('then' in result) result.then(accept, done)
    else accept(result)
  }

export function registerResources(app: FastifyInstance, context: ServerContext): void {
  const authenticate = authenticated(context)
  app.route({
    method: [...methods],
    url: '/*',
    exposeHeadRoute: false,
    onRequest: authenticate,
    async handler(request, reply) {
      const asking = askingOf(request, context, callerOf(request))
      const resolved = resolve(asking.registry, asking.path)
      const route = resolved.ok ? routeOf(resolved.value, asking.method, asking.behaviours) : undefined
      if (!resolved.ok || route === undefined) return answerUnserved(app, context, request, reply)
      const target = resolved.value
      request.operation = {
        kind: 'kind' in target ? `${target.kind.service}/${target.kind.name}` : '',
        verb: route.verb,
      }
      const answer = await route.handle(asking, target)
      await endOfTurn()
      return send(reply, answer)
    },
  })
}
