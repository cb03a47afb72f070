import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyReply } from 'fastify'
import type { Register, ServerContext } from '../context.ts'
import { type ErrorRows, errorsPage, errorsStyle } from './errors-page.ts'
import { contentSecurityPolicy, docsPage, docsScript } from './page.ts'
import { errorRows } from './tables.ts'

/** What of the Swagger UI package is served. */
const assets = new Set(['/swagger-ui.css', '/swagger-ui-bundle.js', '/favicon-32x32.png'])

const assetFolder = dirname(fileURLToPath(import.meta.resolve('swagger-ui-dist/package.json')))

function send(reply: FastifyReply, type: string, text: string) {
  return reply
    .type(`${type}; charset=utf-8`)
    .header('content-security-policy', contentSecurityPolicy)
    .header('x-content-type-options', 'nosniff')
    .header('referrer-policy', 'no-referrer')
    .header('cache-control', 'no-cache')
    .send(text)
}

/** Those of the services too. */
function allErrors({ behaviours }: ServerContext): ErrorRows {
  const services = [...(behaviours?.()?.services.values() ?? [])]
  return Object.assign({ ...errorRows }, ...services.map(({ errors }) => errors.rows))
}

/** `GET /docs`: interactive documentation. `GET /docs/errors`: what every code means. For everybody. */
export const docsRoutes: Register = (app, context) => {
  const errors = errorsPage(allErrors(context))
  app.get('/docs', (_request, reply) => send(reply, 'text/html', docsPage))
  app.get('/docs/start.js', (_request, reply) => send(reply, 'text/javascript', docsScript))
  app.get('/docs/errors', (_request, reply) => send(reply, 'text/html', errors))
  app.get('/docs/errors.css', (_request, reply) => send(reply, 'text/css', errorsStyle))
  app.register(fastifyStatic, {
    root: assetFolder,
    prefix: '/docs/assets/',
    decorateReply: false,
    index: false,
    maxAge: '1d',
    allowedPath: path => assets.has(path),
  })
}
