import { everyAnswer } from './headers.ts'
import { jsonContent, type Part, ref } from './object.ts'
import { refusals } from './problem.ts'

const text: Part = { type: 'string' }
const time: Part = { type: 'string', format: 'date-time' }
const count: Part = { type: 'integer', minimum: 0 }
const milliseconds: Part = { type: 'number', minimum: 0, description: 'Milliseconds' }
const truth: Part = { type: 'boolean' }
const fault = ref('schemas', 'Fault')

const object = (properties: Part, optional: readonly string[] = []): Part => ({
  type: 'object',
  required: Object.keys(properties).filter(name => !optional.includes(name)),
  properties,
})

const health: Part = { enum: ['up', 'down', 'unknown'] }
const mode: Part = { enum: ['running', 'paused', 'draining'] }
const phase: Part = {
  enum: ['starting', 'following', 'resyncing', 'away', 'denied', 'braked', 'paused', 'draining'],
  description: 'What is done with it now',
}
const list = (items: Part): Part => ({ type: 'array', items })
const thing: Part = { kind: text, id: text }

const endpoint = object(
  { name: text, url: text, active: truth, health, since: time, reason: text, latency: milliseconds },
  ['reason', 'latency'],
)

/** Bodies of what is about controllers. */
export const controllerSchemas: Part = {
  Path: object({
    controller: text,
    project: text,
    network: text,
    source: text,
    destination: text,
    result: { type: ['string', 'null'], description: 'What becomes of the packet, in the word of the controller' },
    error: { type: ['string', 'null'], description: 'Why, where it says so' },
    logical_path: list({ description: 'A step through what it was told' }),
    physical_path: list({ description: 'A step through its switches' }),
  }),
  Controller: object(
    {
      name: { type: 'string', description: 'Written backend/name' },
      backend: text,
      mode,
      phase,
      since: { ...time, description: 'Since when the phase is this' },
      reason: fault,
      endpoints: list(endpoint),
      breaker: { enum: ['closed', 'open', 'half-open'] },
      cursor: { ...count, description: 'Everything up to this revision was told or set aside' },
      head: { ...count, description: 'The newest revision' },
      waiting: { ...count, description: 'Things that wait or are under way, in memory' },
      behind: { ...count, description: 'Revisions behind the newest' },
      oldest: {
        ...milliseconds,
        description: 'Milliseconds since the oldest change that is not acknowledged; 0 is none',
      },
      there: { ...count, description: 'Things acknowledged' },
      refused: { ...count, description: 'Things that it refuses, set aside' },
      sent: { ...count, description: 'Requests since the start' },
      retries: { ...count, description: 'Requests that were repeated' },
      concurrency: { ...count, description: 'Calls allowed at a time now' },
      latency: object({ p50: milliseconds, p99: milliseconds }),
      drift: object({ time, missing: count, different: count, surplus: count }),
    },
    ['reason', 'drift'],
  ),
  ControllerEvent: object({
    controller: text,
    event: { enum: ['phase', 'endpoint', 'breaker', 'refused', 'drift', 'resync'] },
    time,
    detail: {},
  }),
  Delivery: object(
    {
      ...thing,
      state: { enum: ['there', 'refused'] },
      revision: count,
      time,
      address: {},
      parents: list(object(thing)),
      fault,
    },
    ['fault'],
  ),
  Drift: object(
    {
      ...thing,
      drift: { enum: ['missing', 'different', 'surplus'] },
      fields: list(object({ pointer: text, wanted: {}, found: {} }, ['wanted', 'found'])),
      foreign: { type: 'boolean', description: 'A surplus that is not known as ours: it is never removed' },
    },
    ['fields', 'foreign'],
  ),
  Resync: object(
    {
      scope: { enum: ['auto', 'object', 'network', 'project', 'diff', 'bulk'], default: 'auto' },
      kind: { type: 'string', description: 'Of an object: network, port, router, …' },
      id: { type: 'string', description: 'Of an object, a network or a project' },
      parents: { type: 'boolean', description: 'Of an object: what it needs is told too' },
      force: { type: 'boolean', description: 'Changes more things than the brake allows' },
      dry_run: truth,
    },
    ['scope', 'kind', 'id', 'parents', 'force', 'dry_run'],
  ),
  Resynced: object(
    {
      controller: text,
      scope: text,
      dry_run: truth,
      updates: count,
      removals: count,
      examples: list(ref('schemas', 'Drift')),
      fault,
    },
    ['fault'],
  ),
  Switched: object({
    controller: text,
    dry_run: truth,
    before: mode,
    after: mode,
    phase,
    waiting: count,
    behind: count,
  }),
  Retry: object({ ...thing, dry_run: truth }, ['kind', 'id', 'dry_run']),
  Retried: object({ controller: text, dry_run: truth, count, things: list(object(thing)) }),
  TryFirst: object({ dry_run: truth }, ['dry_run']),
}

const named: Part = {
  name: 'controller',
  in: 'path',
  required: true,
  description: 'Name of a controller, or backend/name; a slash may stand as it is',
  schema: text,
}

const query = (name: string, description: string, schema: Part): Part => ({ name, in: 'query', description, schema })

interface Operation {
  readonly id: string
  readonly summary: string
  readonly answer: Part
  readonly body?: string
  readonly parameters?: readonly Part[]
}

const operation = ({ id, summary, answer, body, parameters = [] }: Operation): Part => ({
  operationId: `baryon.${id}`,
  tags: ['baryon'],
  summary,
  parameters: [
    ...parameters,
    ...(body === undefined ? [] : [ref('parameters', 'dry_run')]),
    ref('parameters', 'RequestId'),
  ],
  ...(body === undefined ? {} : { requestBody: { required: false, content: jsonContent(ref('schemas', body)) } }),
  responses: {
    200: { description: summary, headers: everyAnswer, content: answer },
    ...refusals(...(parameters.includes(named) ? (['NotFound'] as const) : [])),
  },
})

const answers = (schema: string) => jsonContent(ref('schemas', schema))

const action = (id: string, summary: string, body: string, answer: string): Part => ({
  post: operation({ id: `controller.${id}`, summary, answer: answers(answer), body, parameters: [named] }),
})

const deliveriesAnswer = jsonContent(
  object({ deliveries: list(ref('schemas', 'Delivery')), deliveries_links: ref('schemas', 'PageLinks') }, [
    'deliveries_links',
  ]),
)

const one = '/v1/controllers/{controller}'

export const controllerPaths: Part = {
  '/v1/controllers': {
    get: operation({
      id: 'controllers',
      summary: 'How every controller is served; for administrators, as all about controllers',
      answer: jsonContent(object({ controllers: list(ref('schemas', 'Controller')) })),
    }),
  },
  [one]: {
    get: operation({
      id: 'controller',
      summary: 'How a controller is served',
      answer: answers('Controller'),
      parameters: [named],
    }),
  },
  [`${one}/deliveries`]: {
    get: operation({
      id: 'controller.deliveries',
      summary: 'What a controller has acknowledged or refused, in the order of kind and id',
      answer: deliveriesAnswer,
      parameters: [
        named,
        query('state', 'Only these', { enum: ['there', 'refused'] }),
        query('after', 'Starts behind this thing, written kind/id', text),
        ref('parameters', 'limit'),
      ],
    }),
  },
  [`${one}/diff`]: {
    get: operation({
      id: 'controller.diff',
      summary: 'What a controller lacks, has otherwise or has too much; nothing is changed',
      answer: {
        'application/x-ndjson': {
          schema: {
            type: 'string',
            description:
              'A Drift a line; at the end {"complete": true} with their numbers, or {"complete": false} with a fault',
          },
        },
      },
      parameters: [named],
    }),
  },
  [`${one}/testpath`]: {
    get: operation({
      id: 'controller.testpath',
      summary: 'Which way a packet would take, as a controller sees it; 501 where controllers cannot be asked',
      answer: answers('Path'),
      parameters: [
        named,
        { ...query('project', 'Id of the project of the source', text), required: true },
        { ...query('network', 'Id of the network of the source', text), required: true },
        { ...query('source', 'IP address of the source', text), required: true },
        { ...query('destination', 'IP address of the destination', text), required: true },
      ],
    }),
  },
  [`${one}/resync`]: action('resync', 'Tell a controller again what it should have', 'Resync', 'Resynced'),
  [`${one}/retry`]: action('retry', 'Try again what a controller refused, one thing or all', 'Retry', 'Retried'),
  [`${one}/pause`]: action('pause', 'Tell a controller nothing until it is resumed', 'TryFirst', 'Switched'),
  [`${one}/resume`]: action('resume', 'Tell a controller again what it missed', 'TryFirst', 'Switched'),
  [`${one}/drain`]: action('drain', 'Tell a controller what waits, and pause then', 'TryFirst', 'Switched'),
}
