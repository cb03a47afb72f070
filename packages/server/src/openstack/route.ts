/** The routes of the dialect: everything below its root, with bodies, errors and refusals in its own manners. */
import { type Fault, Refusal } from '@baryon/kit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ServerContext } from '../context.ts'
import { faultsOf } from '../http/error.ts'
import { endOfTurn } from '../http/turn.ts'
import type { Asking } from '../resources/asking.ts'
import { askingOf, authenticated, callerOf, send } from '../resources/route.ts'
import { takesJson } from './accept.ts'
import { openstackErrors } from './errors.ts'
import { errorAnswer } from './faults/answer.ts'
import type { Occasion } from './faults/neutron.ts'
import { methodsOf, routeOf } from './handlers.ts'
import { resolve } from './resolve.ts'
import { type Surface, surfacesOf } from './surface.ts'
import type { Target } from './target.ts'
import { registerVersions } from './versions.ts'

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const

/** Bodies stay bytes whatever they say they are: OpenStack reads all of them as JSON. */
function takeBodies(app: FastifyInstance, { limits }: ServerContext) {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: limits.bodyBytes }, (_request, body, done) =>
    done(null, body),
  )
}

function sendErrors(faults: readonly Fault[], occasion: Occasion, reply: FastifyReply): FastifyReply {
  const { status, headers, body } = errorAnswer(faults, occasion)
  return reply.code(status).headers(headers).send(body)
}

const occasionOf = (context: ServerContext, surface: Surface): Occasion => ({
  registry: surface.registry,
  service: surface.service.name,
  verb: 'show',
  missing: context.behaviours?.()?.service(surface.service.name)?.missing,
})

/** What the service is at this request. */
function surfaceAt(context: ServerContext, root: string): Surface {
  const surface = surfacesOf(context.registry()).find(each => each.root === root)
  if (surface === undefined) throw new Refusal(openstackErrors.fault('openstack.not_found', { root }))
  return surface
}

function resolved(asking: Asking, surface: Surface): Target {
  const target = resolve(surface, asking.path)
  if (!target.ok) throw new Refusal(...target.faults)
  return target.value
}

async function answer(request: FastifyRequest, reply: FastifyReply, context: ServerContext, root: string) {
  const surface = surfaceAt(context, root)
  let occasion = occasionOf(context, surface)
  try {
    if (!takesJson(request.headers.accept)) throw new Refusal(openstackErrors.fault('openstack.accept'))
    const asking = askingOf(request, context, callerOf(request))
    const target = resolved(asking, surface)
    const route = routeOf(target, asking.method)
    if (route === undefined) {
      const allowed = methodsOf(target).join(', ')
      reply.header('allow', allowed)
      throw new Refusal(openstackErrors.fault('openstack.method', { method: asking.method, allowed }))
    }
    occasion = { ...occasion, verb: route.verb, ...('kind' in target ? { kind: target.kind } : {}) }
    request.operation = {
      kind: 'kind' in target ? `${target.kind.service}/${target.kind.name}` : '',
      verb: route.verb,
    }
    const answered = await route.handle(asking, target, surface)
    await endOfTurn()
    return send(reply, answered)
  } catch (error) {
    if (error instanceof Refusal) return sendErrors(error.faults, occasion, reply)
    throw error
  }
}

function registerSurface(app: FastifyInstance, context: ServerContext, root: string) {
  void app.register((child, _options, done) => {
    takeBodies(child, context)
    child.setErrorHandler((error, request, reply) => {
      const occasion = occasionOf(context, surfaceAt(context, root))
      void sendErrors(faultsOf(error, request, context), occasion, reply)
    })
    for (const url of [root, `${root}/*`]) {
      child.route({
        method: [...methods],
        url,
        exposeHeadRoute: false,
        onRequest: authenticated(context),
        handler: (request, reply) => answer(request, reply, context, root),
      })
    }
    done()
  })
}

/** Serves the services of the models that have the dialect, beside Baryon's own API. */
export function registerOpenstack(app: FastifyInstance, context: ServerContext): void {
  const surfaces = surfacesOf(context.registry())
  if (surfaces.length === 0) return
  registerVersions(app, context)
  for (const { root } of surfaces) registerSurface(app, context, root)
}
