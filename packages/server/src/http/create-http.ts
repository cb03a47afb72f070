/** The one HTTP server instance: limits, bodies, errors, and the routes of all parts. */
import { createServer, type Server } from 'node:http'
import { createServer as createSecureServer, type ServerOptions as HttpsOptions } from 'node:https'
import { Refusal } from '@baryon/kit'
import Fastify, { type FastifyInstance, type FastifyServerFactory } from 'fastify'
import { registerChanges } from '../changes/route.ts'
import type { Limits, Register, ServerContext } from '../context.ts'
import { revisionRoutes } from '../convergence/routes.ts'
import { serverErrors } from '../errors.ts'
import { registerForgetting } from '../idempotency/forget.ts'
import { registerOpenstack } from '../openstack/route.ts'
import { registerResources } from '../resources/route.ts'
import { answerClientError } from './client-error.ts'
import { answerError } from './error.ts'
import { requestId } from './request-id.ts'
import { stopConnections } from './stop-connections.ts'
import { answerUnserved } from './unknown.ts'

export interface HttpOptions {
  /** The parts beside the resources, for example watch and journal. */
  readonly parts?: readonly Register[]
  /** Certificate and key; absent: plain HTTP. */
  readonly https?: HttpsOptions
}

/** What every URL is bounded by, and the header that every answer has. */
function registerBasics(app: FastifyInstance, { limits }: ServerContext) {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id)
    if (request.raw.url !== undefined && request.raw.url.length > limits.urlLength)
      done(new Refusal(serverErrors.fault('url.long', { limit: limits.urlLength })))
    else done()
  })
}

/** Bodies stay bytes until their caller is known; then the resources parse them. */
function registerBodies(app: FastifyInstance, { limits }: ServerContext) {
  app.removeAllContentTypeParsers()
  const types = ['application/json', 'application/merge-patch+json']
  app.addContentTypeParser(types, { parseAs: 'buffer', bodyLimit: limits.bodyBytes }, (_request, body, done) =>
    done(null, body),
  )
}

/** A request line may have a whole URL, as it is sent to a proxy (RFC 9112, 3.2.2). */
const withoutOrigin = (url: string): string => url.replace(/^https?:\/\/[^/?#]*/i, '') || '/'

/** With TLS it is the same server to everyone above it. */
function serverFactory(limits: Limits, https: HttpsOptions | undefined): FastifyServerFactory {
  const options = {
    maxHeaderSize: limits.headerBytes,
    requestTimeout: limits.requestTimeout,
    keepAliveTimeout: 72_000,
  }
  return handler =>
    https === undefined
      ? createServer(options, handler)
      : (createSecureServer({ ...options, ...https }, handler) as Server)
}

/** Makes the instance; it does not listen yet. `app.server` is the Node server below it. */
export function createHttp(context: ServerContext, { parts = [], https }: HttpOptions = {}): FastifyInstance {
  const { limits } = context
  const app: FastifyInstance = Fastify({
    serverFactory: serverFactory(limits, https),
    genReqId: requestId,
    requestIdHeader: false,
    // While it stops, what still comes on open connections is served, and the connection closed.
    return503OnClosing: false,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: limits.urlLength },
    rewriteUrl: ({ url = '/' }) => (url.startsWith('/') ? url : withoutOrigin(url)),
    clientErrorHandler: answerClientError(limits),
    frameworkErrors: answerError(context),
  })
  app.decorateRequest('caller', undefined)
  app.decorateRequest('operation', undefined)
  app.setErrorHandler(answerError(context))
  app.setNotFoundHandler((request, reply) => answerUnserved(app, context, request, reply))
  stopConnections(app)
  registerBasics(app, context)
  registerBodies(app, context)
  for (const register of [
    registerOpenstack,
    registerResources,
    registerChanges,
    revisionRoutes,
    registerForgetting,
    ...parts,
  ])
    register(app, context)
  return app
}
