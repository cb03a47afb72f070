/** URLs and methods that nothing is registered for. */
import { Refusal } from '@baryon/kit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ServerContext } from '../context.ts'
import { serverErrors } from '../errors.ts'
import { methodsOf } from '../resources/handlers.ts'
import { pathOf } from '../resources/path.ts'
import { resolve } from '../resources/resolve.ts'
import { sendFaults } from './error.ts'

const registered = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** The methods of a URL that a part registered, or that the models have; throws when there is none. */
function allowedAt(app: FastifyInstance, context: ServerContext, path: string): readonly string[] {
  const known = registered.filter(method => app.hasRoute({ method, url: path }))
  if (known.length > 0) return known
  const resolved = resolve(context.registry(), path)
  if (!resolved.ok) throw new Refusal(...resolved.faults)
  return methodsOf(resolved.value, context.behaviours?.())
}

/**
 * Answers a request for which there is no handler: 204 to `OPTIONS`, 405 to another method of a URL that exists, else 404.
 * @throws Refusal `url.unknown`
 */
export function answerUnserved(
  app: FastifyInstance,
  context: ServerContext,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const allowed = allowedAt(app, context, pathOf(request.raw.url ?? '/')).join(', ')
  reply.header('allow', allowed)
  if (request.method === 'OPTIONS') return reply.code(204).send()
  return sendFaults([serverErrors.fault('method.wrong', { allowed, method: request.method })], request, reply)
}
