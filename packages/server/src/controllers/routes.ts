/** `/v1/controllers`: how controllers are served, what they lack, and how that is mended. For administrators. */
import { Readable } from 'node:stream'
import { Refusal } from '@baryon/kit'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Register, ServerContext } from '../context.ts'
import { serverErrors } from '../errors.ts'
import { sendFaults } from '../http/error.ts'
import { decodeText, encodingFault } from '../query/raw.ts'
import { jsonAnswer } from '../resources/answer.ts'
import type { Asking } from '../resources/asking.ts'
import { askingOf, authenticated, callerOf, send } from '../resources/route.ts'
import { granted, isDryRun, optionalBody } from '../resources/write.ts'
import { type Action, actions } from './actions.ts'
import { requireAdministrator } from './administrator.ts'
import { diffLines } from './diff.ts'
import { type Controller, candidates, controllerNamed, controllersOf } from './named.ts'
import { readPath, testPath } from './testpath.ts'
import { deliveries, listed, noParameters, shown } from './views.ts'

const root = '/v1/controllers'

const views = new Set(['deliveries', 'diff', 'testpath'])

interface Meant {
  readonly controller: Controller
  /** What of it: nothing is the controller itself. */
  readonly what: string
}

/** A name may have a slash, so the whole path is tried as one first. @throws Refusal `controller.*` */
function meantBy(path: string, controllers: readonly Controller[]): Meant {
  const segments = path
    .slice(root.length + 1)
    .replace(/\/$/, '')
    .split('/')
    .map(segment => {
      const text = decodeText(segment.replaceAll('+', '%2B'))
      if (text === undefined) throw new Refusal(encodingFault(segment, 'controller'))
      return text
    })
  const whole = segments.join('/')
  const last = segments.at(-1) ?? ''
  const isPart = segments.length > 1 && (views.has(last) || Object.hasOwn(actions, last))
  if (!isPart || candidates(whole, controllers).length > 0)
    return { controller: controllerNamed(whole, controllers), what: '' }
  return { controller: controllerNamed(segments.slice(0, -1).join('/'), controllers), what: last }
}

/** Aborts when nobody listens any more. */
function listening(reply: FastifyReply): AbortSignal {
  const gone = new AbortController()
  reply.raw.once('close', () => gone.abort())
  return gone.signal
}

async function streamDiff(controller: Controller, reply: FastifyReply): Promise<FastifyReply> {
  const lines = await diffLines(controller, listening(reply))
  return reply.type('application/x-ndjson; charset=utf-8').send(Readable.from(lines, { objectMode: false }))
}

async function view({ controller, what }: Meant, { query, path }: Asking, reply: FastifyReply): Promise<FastifyReply> {
  if (what === 'deliveries') return send(reply, jsonAnswer(200, await deliveries(controller, query, path)))
  if (what === 'testpath')
    return send(reply, jsonAnswer(200, await testPath(controller, granted(readPath(query)), listening(reply))))
  noParameters(query)
  if (what === 'diff') return streamDiff(controller, reply)
  return send(reply, jsonAnswer(200, await shown(controller)))
}

async function act(action: Action, { controller }: Meant, asking: Asking, reply: FastifyReply): Promise<FastifyReply> {
  const tried = isDryRun(asking)
  return send(reply, jsonAnswer(200, await action(controller, optionalBody(asking), tried)))
}

const isRead = (method: string) => method === 'GET' || method === 'HEAD'

function answer(
  context: ServerContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> | FastifyReply {
  const asking = askingOf(request, context, callerOf(request))
  requireAdministrator(asking.caller)
  const meant = meantBy(asking.path, controllersOf(context.fleets))
  const action = Object.hasOwn(actions, meant.what) ? actions[meant.what] : undefined
  request.operation = { kind: '', verb: `controller${meant.what === '' ? '' : ` ${meant.what}`}` }
  if (action !== undefined && request.method === 'POST') return act(action, meant, asking, reply)
  if (action === undefined && isRead(request.method)) return view(meant, asking, reply)
  const allowed = action === undefined ? 'GET, HEAD' : 'POST'
  reply.header('allow', allowed)
  if (request.method === 'OPTIONS') return reply.code(204).send()
  return sendFaults([serverErrors.fault('method.wrong', { allowed, method: request.method })], request, reply)
}

export const controllerRoutes: Register = (app, context) => {
  const onRequest = authenticated(context)
  app.get(root, { onRequest }, async (request, reply) => {
    const asking = askingOf(request, context, callerOf(request))
    requireAdministrator(asking.caller)
    noParameters(asking.query)
    return send(reply, jsonAnswer(200, await listed(context.fleets)))
  })
  app.route({
    method: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    url: `${root}/*`,
    exposeHeadRoute: false,
    onRequest,
    handler: (request, reply) => answer(context, request, reply),
  })
}
