import { type Part, ref } from './object.ts'

const query = (name: string, description: string, schema: Part, more: Part = {}): Part => ({
  name,
  in: 'query',
  description,
  schema,
  ...more,
})

const header = (name: string, description: string, schema: Part): Part => ({ name, in: 'header', description, schema })

const words: Part = { type: 'array', items: { type: 'string' } }

/** A parameter whose values are joined by commas. */
export const joined: Part = { style: 'form', explode: false }

/** Parameters that are the same for every kind, as components. */
export const parameters: Part = {
  sort: query(
    'sort',
    'Attributes to sort by, each with a minus in front to descend; the key comes last by itself',
    words,
    joined,
  ),
  fields: query('fields', 'Only these attributes; may be repeated', words, joined),
  limit: query('limit', 'At most this many; all without it', { type: 'integer', minimum: 1, maximum: 10000 }),
  marker: query('marker', 'Starts behind the object with this id', { type: 'string' }),
  page_reverse: query('page_reverse', 'The page before the marker', { type: 'boolean', default: false }),
  at: query('at', 'As it was at this revision or time', {
    anyOf: [
      { type: 'integer', minimum: 0 },
      { type: 'string', format: 'date-time' },
    ],
  }),
  dry_run: query('dry_run', 'Answers what it would and keeps nothing', { type: 'boolean', default: false }),
  wait: query('wait', 'Seconds to wait until the revision has taken effect everywhere', {
    type: 'integer',
    minimum: 0,
    maximum: 300,
  }),
  Prefer: header('Prefer', 'With wait=SECONDS as the parameter `wait` (RFC 7240)', { type: 'string' }),
  commit: query('commit', 'Whether it is answered at once, or stands only if a target of a backend takes it', {
    type: 'string',
    enum: ['async', 'sync'],
  }),
  Commit: header('Baryon-Commit', 'The same as the parameter `commit`', { type: 'string', enum: ['async', 'sync'] }),
  IfMatch: header('If-Match', 'Refuses the write when the object has changed since this ETag', { type: 'string' }),
  IfNoneMatch: header('If-None-Match', 'Answers 304 when the object still has this ETag', { type: 'string' }),
  IdempotencyKey: header('Idempotency-Key', 'Makes it safe to send again for 24 hours', {
    type: 'string',
    pattern: '^[!-~]{1,255}$',
  }),
  RequestId: header('X-Request-Id', 'Id of this request; made up without it', { type: 'string' }),
  watch_service: query('service', 'Only changes of this service', { type: 'string' }),
  watch_kind: query('kind', 'Only changes of these kinds, written Kind or service/Kind', words, {
    style: 'form',
    explode: true,
  }),
  watch_project: query('project', 'Only changes of objects of this project', { type: 'string' }),
  watch_plane: query('plane', 'Only changes of this plane', { type: 'string', enum: ['intent', 'status'] }),
  watch_id: query('id', 'Only changes of the object with this id', { type: 'string' }),
  from: query('from', 'Revision after which to start', { type: 'integer', minimum: 0 }),
  watch_controllers: query(
    'controllers',
    'Whether events of controllers are told beside the changes (true) or alone (only); for administrators',
    { type: 'string', enum: ['true', 'false', 'only'], default: 'false' },
  ),
  LastEventId: header('Last-Event-ID', 'Revision of the last event received; goes before `from`', { type: 'string' }),
}

const use = (...names: readonly string[]) => names.map(name => ref('parameters', name))

export const ofList = use('sort', 'fields', 'limit', 'marker', 'page_reverse', 'at', 'RequestId')
export const ofGet = use('at', 'IfNoneMatch', 'RequestId')
const howToCommit = ['dry_run', 'wait', 'Prefer', 'commit', 'Commit']
export const ofCreate = use(...howToCommit, 'IdempotencyKey', 'RequestId')
export const ofChange = use(...howToCommit, 'IfMatch', 'IdempotencyKey', 'RequestId')
/** Of an action that changes nothing. */
export const ofRun = use('RequestId')
export const ofRevision = use('wait', 'Prefer', 'RequestId')
const ofEntries = use('from', 'watch_service', 'watch_kind', 'watch_project', 'watch_plane', 'watch_id')
export const ofWatch = [...ofEntries, ...use('watch_controllers', 'LastEventId')]
export const ofJournal = [...ofEntries, ...use('limit')]
