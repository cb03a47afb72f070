import { everyAnswer } from './headers.ts'
import { jsonContent, type Part, ref } from './object.ts'
import { refusals } from './problem.ts'

const text: Part = { 'text/plain': { schema: { type: 'string' } } }
const page: Part = { 'text/html': { schema: { type: 'string' } } }
const json = jsonContent({ type: 'object' })

const get = (operationId: string, summary: string, content: Part, responses: Part): Part => ({
  get: {
    operationId,
    tags: ['baryon'],
    summary,
    responses: { 200: { description: summary, headers: everyAnswer, content }, ...responses },
  },
})

/** Such an operation asks for no credentials. */
const open = (path: Part): Part => ({ get: { ...(path['get'] as Part), security: [] } })

const other: Part = { default: ref('responses', 'Problem') }
const away: Part = { 503: ref('responses', 'ServiceUnavailable'), ...other }

/** What a server says of itself. */
export const serverPaths: Part = {
  '/v1/models': get('baryon.models', 'The resolved models, as the server runs them', json, refusals()),
  '/openapi.json': open(get('baryon.openapi', 'This document', json, other)),
  '/docs': open(get('baryon.docs', 'Interactive documentation', page, other)),
  '/healthz': open(get('baryon.alive', 'Whether the server is alive', json, away)),
  '/readyz': open(get('baryon.ready', 'Whether the server is able to serve', json, away)),
  '/metrics': open(get('baryon.metrics', 'Metrics for Prometheus', text, other)),
}
