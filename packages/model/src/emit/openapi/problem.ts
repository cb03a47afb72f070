import { everyAnswer, ofRetry } from './headers.ts'
import { type Part, ref } from './object.ts'

const text: Part = { type: 'string' }

const faultSchema: Part = {
  type: 'object',
  description: 'One thing that was wrong with a request',
  required: ['code', 'message', 'cause', 'next', 'retry'],
  properties: {
    pointer: { type: 'string', description: 'JSON pointer into the body, or `?name` of a query parameter' },
    code: { type: 'string', description: 'Stable code' },
    message: { type: 'string', description: 'What to do, in one line' },
    cause: { type: 'string', description: 'Why it was refused' },
    next: { type: 'string', description: 'The next step' },
    retry: { type: 'boolean', description: 'Whether the same request may succeed later' },
  },
}

const problemSchema: Part = {
  type: 'object',
  description: 'A refusal (RFC 9457) with every fault that was found; the last three members are those of Gluon',
  required: [
    'type',
    'title',
    'status',
    'code',
    'detail',
    'instance',
    'request_id',
    'errors',
    'faultcode',
    'faultstring',
    'debuginfo',
  ],
  properties: {
    type: { type: 'string', format: 'uri-reference' },
    title: text,
    status: { type: 'integer' },
    code: { type: 'string', description: 'Code of the first fault' },
    detail: { type: 'string', description: 'Message of the first fault' },
    instance: { type: 'string', format: 'uri-reference' },
    request_id: text,
    errors: { type: 'array', items: ref('schemas', 'Fault'), minItems: 1 },
    faultcode: { enum: ['Client', 'Server'] },
    faultstring: text,
    debuginfo: { type: 'null' },
  },
}

export const problemSchemas: Part = { Fault: faultSchema, Problem: problemSchema }

interface Refused {
  readonly status: number
  readonly description: string
}

const refused = {
  BadRequest: {
    status: 400,
    description: 'Not well formed: broken JSON, a wrong type, an unknown or missing attribute, a dangling reference',
  },
  Unauthorized: { status: 401, description: 'No or wrong credentials' },
  Forbidden: { status: 403, description: 'Not allowed' },
  NotFound: { status: 404, description: 'No such URL or object, or one the caller may not see' },
  Conflict: {
    status: 409,
    description:
      'A key or unique value is taken, the object is in use, over quota, or not in the state that the action needs',
  },
  Gone: { status: 410, description: 'The revision is no longer in the journal' },
  PreconditionFailed: { status: 412, description: 'The object has changed since the ETag in If-Match' },
  ContentTooLarge: { status: 413, description: 'The body is too large' },
  UnsupportedMediaType: { status: 415, description: 'The body has a content type that is not understood' },
  UnprocessableContent: { status: 422, description: 'The Idempotency-Key was used for another request' },
  BadGateway: { status: 502, description: 'Every target of a backend refuses the change; it is undone' },
  GatewayTimeout: { status: 504, description: 'No target of a backend took the change in time; it is undone' },
  ServiceUnavailable: { status: 503, description: 'Something it needs is away' },
} satisfies Readonly<Record<string, Refused>>

export type RefusalName = keyof typeof refused

const fault: Part = {
  pointer: '/colour',
  code: 'attribute.unknown',
  message: 'Remove "colour": there is no such attribute',
  cause: 'The body has an attribute that the model does not have',
  next: 'Look the attributes up in /docs',
  retry: false,
}

const example: Part = {
  type: '/docs/errors#attribute.unknown',
  title: 'Bad Request',
  status: 400,
  code: 'attribute.unknown',
  detail: 'Remove "colour": there is no such attribute',
  instance: '/proton/net-l3vpn/v1.0/ports',
  request_id: 'req-5b4cae22',
  errors: [fault],
  faultcode: 'Client',
  faultstring: 'Remove "colour": there is no such attribute',
  debuginfo: null,
}

/** A response for each kind of refusal, and `Problem` for any other, as components. */
export const problemResponses: Part = {
  ...Object.fromEntries(
    Object.entries(refused).map(([name, each]) => [
      name,
      {
        description: each.description,
        headers: each.status === 503 ? ofRetry : everyAnswer,
        content: {
          'application/problem+json': {
            schema: ref('schemas', 'Problem'),
            ...(each.status === 400 ? { example } : {}),
          },
        },
      },
    ]),
  ),
  Problem: {
    description: 'Any other refusal',
    headers: everyAnswer,
    content: { 'application/problem+json': { schema: ref('schemas', 'Problem') } },
  },
}

/** Responses of an operation that may be refused in these ways, and in those that every operation may. */
export function refusals(...names: readonly RefusalName[]): Part {
  const all: readonly RefusalName[] = ['BadRequest', 'Unauthorized', 'Forbidden', ...names, 'ServiceUnavailable']
  return {
    ...Object.fromEntries(all.map(name => [String(refused[name].status), ref('responses', name)])),
    default: ref('responses', 'Problem'),
  }
}

/** The same of an operation that writes, and so may have to be taken by a target. */
export const refusedWrite = (...names: readonly RefusalName[]): Part =>
  refusals(...names, 'BadGateway', 'GatewayTimeout')
