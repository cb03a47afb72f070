/** The address of the server itself: clients of OpenStack look there for versions, before they have a token. */
import { Refusal } from '@baryon/kit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ServerContext } from '../context.ts'
import { jsonAnswer } from '../resources/answer.ts'
import { routeOf } from '../resources/handlers.ts'
import { resolve } from '../resources/resolve.ts'
import { askingOf, send } from '../resources/route.ts'
import { namesJson } from './accept.ts'
import { versions } from './discovery.ts'

const visitor = { user: '', roles: [] }

/** Baryon's own answer, for those whom it knows. */
async function ownAnswer(request: FastifyRequest, reply: FastifyReply, context: ServerContext) {
  const caller = await context.authenticate(request)
  if (!caller.ok) throw new Refusal(...caller.faults)
  const asking = askingOf(request, context, caller.value)
  const target = resolve(asking.registry, '/')
  const route = target.ok ? routeOf(target.value, 'GET', asking.behaviours) : undefined
  if (!target.ok || route === undefined) throw new Error('the root of the server is always there')
  return send(reply, await route.handle(asking, target.value))
}

/**
 * `GET /`. Who asks for JSON by its name is a client of OpenStack and gets the versions alone: its tests want nothing else
 * there. Everybody else gets Baryon's own answer, which has them too.
 */
export function registerVersions(app: FastifyInstance, context: ServerContext): void {
  app.route({
    method: ['GET', 'HEAD'],
    url: '/',
    exposeHeadRoute: false,
    async handler(request, reply) {
      reply.header('vary', 'accept')
      if (!namesJson(request.headers.accept)) return ownAnswer(request, reply, context)
      const { registry, origin } = askingOf(request, context, visitor)
      return send(reply, jsonAnswer(200, { versions: versions(registry, origin()) }))
    },
  })
}
