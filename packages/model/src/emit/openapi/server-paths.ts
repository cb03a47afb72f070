import { everyAnswer } from './headers.ts'
import { jsonContent, type Part, ref } from './object.ts'
import { refusals } from './problem.ts'

const text: Part = { 'text/plain': { schema: { type: 'string' } } }
const page: Part = { 'text/html': { schema: { type: 'string' } } }
const json = jsonContent({ type: 'object' })

const answers = {
  models: {
    type: 'object',
    required: ['services'],
    properties: { services: { type: 'array', items: { type: 'object' } } },
  },
  alive: { type: 'object', required: ['status'], properties: { status: { const: 'alive' } } },
  ready: {
    type: 'object',
    required: ['status', 'checks'],
    properties: {
      status: { const: 'ready' },
      checks: {
        type: 'array',
        items: {
          type: 'object',
          required: ['name', 'ok'],
          properties: { name: { type: 'string' }, ok: { type: 'boolean' }, detail: { type: 'string' } },
        },
      },
    },
  },
} satisfies Readonly<Record<string, Part>>

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
  '/v1/models': get(
    'baryon.models',
    'The resolved models, as the server runs them',
    jsonContent(answers.models),
    refusals(),
  ),
  '/openapi.json': open(get('baryon.openapi', 'This document', json, other)),
  '/docs': open(get('baryon.docs', 'Interactive documentation', page, other)),
  '/docs/errors': open(get('baryon.errors', 'What every code of a refusal means', page, other)),
  '/healthz': open(get('baryon.alive', 'Whether the server is alive', jsonContent(answers.alive), away)),
  '/readyz': open(get('baryon.ready', 'Whether the server is able to serve', jsonContent(answers.ready), away)),
  '/metrics': open(get('baryon.metrics', 'Metrics for Prometheus', text, other)),
}
