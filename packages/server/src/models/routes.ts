import { createHash } from 'node:crypto'
import { Refusal } from '@baryon/kit'
import type { Registry } from '@baryon/model'
import type { Register } from '../context.ts'

interface Document {
  readonly body: Buffer
  readonly etag: string
}

/** Serialised once for each registry. */
const documents = new WeakMap<Registry, Document>()

function documentOf(registry: Registry): Document {
  let document = documents.get(registry)
  if (!document) {
    const body = Buffer.from(JSON.stringify({ services: registry.services }))
    document = { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` }
    documents.set(registry, document)
  }
  return document
}

/** Whether an `If-None-Match` names that entity tag. Weak and strong tags compare alike (RFC 9110, 13.1.2). */
export const noneMatches = (header: string | undefined, etag: string): boolean =>
  header === undefined || !header.split(',').some(one => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag)

/** `GET /v1/models`: the resolved models of all services; their `ETag` changes when they do. */
export const modelRoutes: Register = (app, context) => {
  app.get('/v1/models', async (request, reply) => {
    const caller = await context.authenticate(request)
    if (!caller.ok) throw new Refusal(...caller.faults)
    request.caller = caller.value
    const { body, etag } = documentOf(context.registry())
    reply.header('etag', etag).header('cache-control', 'no-cache')
    if (!noneMatches(request.headers['if-none-match'], etag)) return reply.code(304).send()
    return reply.type('application/json').send(body)
  })
}
