import { ofRead, ofWaited, ofWrite } from './headers.ts'
import { jsonContent, type Part, ref } from './object.ts'
import { ofCreate, ofJournal, ofRevision, ofWatch } from './parameters.ts'
import { refusals, refusedWrite } from './problem.ts'

const text: Part = { type: 'string' }
const revision: Part = { type: 'integer', minimum: 0 }
const anyObject: Part = { type: 'object' }
const plane: Part = { enum: ['intent', 'status'] }
const operation: Part = { enum: ['create', 'update', 'delete'] }

const object = (properties: Part, optional: readonly string[] = []): Part => ({
  type: 'object',
  required: Object.keys(properties).filter(name => !optional.includes(name)),
  properties,
  additionalProperties: false,
})

const target: Part = { service: text, kind: text }
const id = ref('schemas', 'IdOrFrom')
const guarded: Part = { id, if_revision: { ...revision, description: 'Refused when the object has changed since' } }

const op = (name: string, members: Part, optional: readonly string[]): Part =>
  object(
    { op: { const: name }, ...target, as: { type: 'string', description: 'Name for later operations' }, ...members },
    ['as', 'if_revision', ...optional],
  )

const entry: Part = {
  revision,
  transaction: revision,
  time: { type: 'string', format: 'date-time' },
  plane,
  ...target,
  id: text,
}

/** Bodies of what is not about one kind. */
export const changeSchemas: Part = {
  From: object({
    $from: { type: 'string', description: 'Written name.attribute: of the object of an earlier operation' },
  }),
  IdOrFrom: { anyOf: [text, ref('schemas', 'From')] },
  Operation: {
    oneOf: [
      op(
        'create',
        {
          id: { ...id, description: 'Id that it is to have, where ids are made up; for administrators' },
          body: anyObject,
        },
        ['id'],
      ),
      op('update', { ...guarded, body: anyObject }, []),
      op('delete', guarded, []),
      op('action', { ...guarded, action: text, body: anyObject }, ['body']),
    ],
  },
  Operations: object(
    {
      dry_run: { type: 'boolean', default: false },
      operations: { type: 'array', items: ref('schemas', 'Operation'), minItems: 1 },
    },
    ['dry_run'],
  ),
  OperationResult: object({ op: text, ...target, id: text, object: { type: ['object', 'null'] } }),
  Change: object({
    revision,
    operation,
    plane,
    ...target,
    id: text,
    before: { type: ['object', 'null'] },
    after: { type: ['object', 'null'] },
  }),
  Outcome: object({
    revision,
    transaction: revision,
    dry_run: { type: 'boolean' },
    results: { type: 'array', items: ref('schemas', 'OperationResult') },
    changes: { type: 'array', items: ref('schemas', 'Change') },
  }),
  Entry: {
    ...object({
      ...entry,
      project: { type: ['string', 'null'] },
      operation,
      actor: text,
      request_id: text,
      object: anyObject,
    }),
    description: 'A change of one object in one plane; `object` is that plane after it, of a delete before it',
  },
  Progress: object({
    revision,
    head: revision,
    converged: { type: 'boolean', description: 'Whether every reader has reached the revision' },
    readers: {
      type: 'array',
      items: object({
        name: text,
        reached: revision,
        lag: { ...revision, description: 'How many revisions it is behind' },
      }),
    },
  }),
  Entries: object(
    {
      entries: { type: 'array', items: ref('schemas', 'Entry') },
      head: revision,
      horizon: revision,
      entries_links: ref('schemas', 'PageLinks'),
    },
    ['entries_links'],
  ),
}

const example: Part = {
  value: {
    operations: [
      { op: 'create', service: 'net-l3vpn', kind: 'Port', as: 'p', body: { mac_address: '02:00:00:00:00:01' } },
      { op: 'action', service: 'net-l3vpn', kind: 'Port', id: { $from: 'p.id' }, action: 'bind', body: {} },
    ],
  },
}

const changes: Part = {
  operationId: 'baryon.changes',
  tags: ['baryon'],
  summary: 'Change several objects in one transaction, in order, all or nothing',
  parameters: ofCreate,
  requestBody: { required: true, content: jsonContent(ref('schemas', 'Operations'), example) },
  responses: {
    200: { description: 'What changed', headers: ofWrite, content: jsonContent(ref('schemas', 'Outcome')) },
    ...refusedWrite(
      'NotFound',
      'Conflict',
      'PreconditionFailed',
      'ContentTooLarge',
      'UnsupportedMediaType',
      'UnprocessableContent',
    ),
  },
}

const watch: Part = {
  operationId: 'baryon.watch',
  tags: ['baryon'],
  summary: 'Watch changes as server-sent events',
  description:
    'The data of an event `create`, `update` or `delete` is an Entry, its id the revision; the event `synced` ends the backlog. The data of an event `controller` is a ControllerEvent; it has no id. Without `from` it starts with the next change.',
  parameters: ofWatch,
  responses: {
    200: { description: 'Events, without end', headers: ofRead, content: { 'text/event-stream': { schema: text } } },
    ...refusals('Gone'),
  },
}

const journal: Part = {
  operationId: 'baryon.journal',
  tags: ['baryon'],
  summary: 'Read the journal',
  description: 'At most 100 entries without `limit`. Others than administrators see the entries of what they may read.',
  parameters: ofJournal,
  responses: {
    200: { description: 'Entries in order', headers: ofRead, content: jsonContent(ref('schemas', 'Entries')) },
    ...refusals('Gone'),
  },
}

const progress: Part = {
  operationId: 'baryon.revision',
  tags: ['baryon'],
  summary: 'Show how far a revision has come',
  parameters: [
    { name: 'revision', in: 'path', required: true, description: 'A revision, or head', schema: text },
    ...ofRevision,
  ],
  responses: {
    200: { description: 'Its readers', headers: ofWaited, content: jsonContent(ref('schemas', 'Progress')) },
    ...refusals(),
  },
}

export const changePaths: Part = {
  '/v1/changes': { post: changes },
  '/v1/watch': { get: watch },
  '/v1/journal': { get: journal },
  '/v1/revisions/{revision}': { get: progress },
}
