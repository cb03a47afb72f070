/**
 * A stand-in for Keystone, for a server without authentication: clients of OpenStack get a token and a catalog, so that they
 * work as they are. Any user, password and project will do. It is only there where everyone is administrator anyway.
 */

import type { Json } from '@baryon/kit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ServerContext } from '../../context.ts'
import { parseBody } from '../../http/body.ts'
import { askingOf } from '../../resources/route.ts'
import {
  catalog,
  domainDocument,
  errorDocument,
  listDocument,
  projectDocument,
  roleDocument,
  root,
  tokenDocument,
  userDocument,
  versionDocument,
  versionsDocument,
} from './documents.ts'
import { defaultProject, domain, type Named, Names } from './names.ts'
import { readTokenRequest } from './request.ts'
import { anybody, readToken, rolesOf, type Token, writeToken } from './token.ts'

const subject = 'x-subject-token'
const day = 86_400_000

interface Directory {
  readonly projects: Names
  readonly users: Names
  readonly roles: Names
}

const newDirectory = (): Directory => ({
  projects: new Names('project', [defaultProject, 'demo']),
  users: new Names('user', ['admin', 'demo', 'member', 'reader']),
  roles: new Names('role', ['admin', 'member', 'reader']),
})

const originOf = (request: FastifyRequest, context: ServerContext): string =>
  askingOf(request, context, anybody).origin()

const header = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.headers[name]
  return typeof value === 'string' ? value : undefined
}

function issue({ users, projects }: Directory, body: Json | undefined, now: number): Token | undefined {
  const asked = readTokenRequest(body)
  if (asked === undefined) return undefined
  const shown = asked.token === undefined ? undefined : readToken(asked.token)
  const user = asked.user === undefined ? (shown?.user ?? users.named('admin')) : users.find(asked.user)
  const project =
    asked.project === undefined ? (shown?.project ?? projects.named(defaultProject)) : projects.find(asked.project)
  return { user, project, roles: rolesOf(user.name), issued: now, expires: now + day }
}

const wrong = (reply: FastifyReply, code: number, title: string, message: string): FastifyReply =>
  reply.code(code).send(errorDocument(code, title, message))

function registerTokens(app: FastifyInstance, context: ServerContext, directory: Directory) {
  const url = `${root}/v3/auth/tokens`
  app.post(url, (request, reply) => {
    const body = parseBody(request.body as Buffer | undefined)
    const token = body.ok ? issue(directory, body.value, context.clock.now()) : undefined
    if (token === undefined) return wrong(reply, 400, 'Bad Request', "'auth' is a required property")
    return reply
      .code(201)
      .header(subject, writeToken(token))
      .send(tokenDocument(token, originOf(request, context)))
  })
  app.route({
    method: ['GET', 'HEAD'],
    url,
    exposeHeadRoute: false,
    handler(request, reply) {
      const text = header(request, subject)
      const token = text === undefined ? undefined : readToken(text)
      if (text === undefined || token === undefined)
        return wrong(reply, 404, 'Not Found', 'Could not recognize Fernet token')
      return reply.header(subject, text).send(tokenDocument(token, originOf(request, context)))
    },
  })
  app.delete(url, (_request, reply) => reply.code(204).send())
}

interface Collection {
  readonly plural: string
  readonly noun: string
  readonly names: Names
  document(origin: string, one: Named): Json
}

const nameIn = (body: Json | undefined, noun: string): string | undefined => {
  const object =
    typeof body === 'object' && body !== null && !Array.isArray(body)
      ? (body as { [name: string]: Json })[noun]
      : undefined
  const name =
    typeof object === 'object' && object !== null && !Array.isArray(object)
      ? (object as { [name: string]: Json })['name']
      : undefined
  return typeof name === 'string' && name !== '' ? name : undefined
}

/** Lists by name what is asked for, else what is known; shows anything. What is made was there, and what is deleted stays. */
function registerCollection(app: FastifyInstance, context: ServerContext, collection: Collection) {
  const { plural, noun, names, document } = collection
  app.get<{ Querystring: { name?: string } }>(`${root}/v3/${plural}`, (request, reply) => {
    const origin = originOf(request, context)
    const { name } = request.query
    const found = typeof name === 'string' ? [names.named(name)] : names.all()
    return reply.send(
      listDocument(
        origin,
        plural,
        found.map(one => document(origin, one)),
      ),
    )
  })
  app.get<{ Params: { id: string } }>(`${root}/v3/${plural}/:id`, (request, reply) => {
    return reply.send({ [noun]: document(originOf(request, context), names.find(request.params.id)) })
  })
}

/** Clients that make a project before they use it may. */
function registerMaking(app: FastifyInstance, context: ServerContext, collection: Collection) {
  const { plural, noun, names, document } = collection
  app.post(`${root}/v3/${plural}`, (request, reply) => {
    const body = parseBody(request.body as Buffer | undefined)
    const name = body.ok ? nameIn(body.value, noun) : undefined
    if (name === undefined) return wrong(reply, 400, 'Bad Request', `'${noun}' with a name is required`)
    return reply.code(201).send({ [noun]: document(originOf(request, context), names.named(name)) })
  })
  app.delete(`${root}/v3/${plural}/:id`, (_request, reply) => reply.code(204).send())
}

function registerDomains(app: FastifyInstance, context: ServerContext) {
  app.get<{ Querystring: { name?: string } }>(`${root}/v3/domains`, (request, reply) => {
    const origin = originOf(request, context)
    const { name } = request.query
    const found = name === undefined || name === domain.name ? [domainDocument(origin, domain)] : []
    return reply.send(listDocument(origin, 'domains', found))
  })
  app.get<{ Params: { id: string } }>(`${root}/v3/domains/:id`, (request, reply) => {
    if (![domain.id, domain.name].includes(request.params.id))
      return wrong(reply, 404, 'Not Found', `Could not find domain: ${request.params.id}.`)
    return reply.send({ domain: domainDocument(originOf(request, context), domain) })
  })
}

function registerDiscovery(app: FastifyInstance, context: ServerContext) {
  app.get(root, (request, reply) => reply.code(300).send(versionsDocument(originOf(request, context))))
  app.get(`${root}/v3`, (request, reply) => reply.send(versionDocument(originOf(request, context))))
  app.get(`${root}/v3/auth/catalog`, (request, reply) => {
    const origin = originOf(request, context)
    return reply.send({ catalog: catalog(origin), links: { self: `${origin}${root}/v3/auth/catalog` } })
  })
}

/** Registers the stand-in. Only for a server without authentication. */
export function identityRoutes(app: FastifyInstance, context: ServerContext): void {
  const directory = newDirectory()
  const { projects, users, roles } = directory
  registerDiscovery(app, context)
  registerTokens(app, context, directory)
  registerDomains(app, context)
  const collections: readonly Collection[] = [
    { plural: 'projects', noun: 'project', names: projects, document: projectDocument },
    { plural: 'users', noun: 'user', names: users, document: userDocument },
    { plural: 'roles', noun: 'role', names: roles, document: roleDocument },
  ]
  for (const collection of collections) {
    registerCollection(app, context, collection)
    registerMaking(app, context, collection)
  }
  app.get(`${root}/v3/auth/projects`, (request, reply) => {
    const origin = originOf(request, context)
    return reply.send(
      listDocument(
        origin,
        'projects',
        projects.all().map(one => projectDocument(origin, one)),
      ),
    )
  })
}
