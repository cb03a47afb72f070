import { createHash } from 'node:crypto'
import { emitOpenApi, type Registry } from '@baryon/model'
import type { Register } from '../context.ts'
import { noneMatches } from '../models/routes.ts'

interface Document {
  readonly body: Buffer
  readonly etag: string
}

/** Emitted once for each registry. */
const documents = new WeakMap<Registry, Document>()

function documentOf(registry: Registry, version: string): Document {
  let document = documents.get(registry)
  if (!document) {
    const body = Buffer.from(JSON.stringify(emitOpenApi(registry.services, { title: 'Baryon', version })))
    document = { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` }
    documents.set(registry, document)
  }
  return document
}

/** `GET /openapi.json`: the OpenAPI 3.1 document of the models that are served, for everybody. */
export const openApiRoutes: Register = (app, context) => {
  app.get('/openapi.json', (request, reply) => {
    const { body, etag } = documentOf(context.registry(), context.version)
    reply.header('etag', etag).header('cache-control', 'no-cache')
    if (!noneMatches(request.headers['if-none-match'], etag)) return reply.code(304).send()
    return reply.type('application/json').send(body)
  })
}
