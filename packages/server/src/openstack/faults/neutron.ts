/**
 * Faults in OpenStack's words: which class clients know them by, and what that class says. Faults with a name of their own
 * keep it and their message; what all kinds have in common is in the one table here.
 */
import type { ServiceBehaviour } from '@baryon/decide'
import type { Fault } from '@baryon/kit'
import type { Kind, Registry } from '@baryon/model'

/** What was asked, as far as the words of a fault depend on it. */
export interface Occasion {
  readonly registry: Registry
  readonly service: string
  readonly verb: 'list' | 'show' | 'create' | 'update' | 'delete' | 'action'
  /** The kind that the URL is about. */
  readonly kind?: Kind
  readonly missing?: ServiceBehaviour['missing']
}

export interface NeutronError {
  readonly status: number
  readonly type: string
  readonly message: string
}

type Words = (fault: Fault, occasion: Occasion, all: readonly Fault[]) => Partial<NeutronError>

const filled = ({ values }: Fault, name: string): string => String(values?.[name] ?? '')

/** How an object of a kind is missed. */
function missed(kind: string, id: string, { missing }: Occasion): NeutronError {
  const own = missing !== undefined && Object.hasOwn(missing, kind) ? missing[kind] : undefined
  const message = own?.message(id) ?? `${kind} ${id} could not be found.`
  return { status: 404, type: own?.name ?? `${kind}NotFound`, message }
}

const nounOf = (kind: string, { registry, service }: Occasion): string =>
  registry.kind({ service, kind })?.noun ?? kind.toLowerCase()

const denied = (rule: string): Partial<NeutronError> => ({
  type: 'PolicyNotAuthorized',
  message: `${rule} is disallowed by policy`,
})

const policyVerbs: Readonly<Record<string, string>> = { get: 'get', list: 'get' }

/** `create_network`; an action has a rule of its own name. */
function ruleOf(verb: string, kind: string, occasion: Occasion): string {
  const action = /^action:(.*)$/.exec(verb)?.[1]
  return action ?? `${policyVerbs[verb] ?? verb}_${nounOf(kind, occasion)}`
}

const notFound: Words = () => ({ type: 'HTTPNotFound', message: 'The resource could not be found.' })
const notAllowed: Words = () => ({
  type: 'HTTPMethodNotAllowed',
  message: 'The server could not comply with the request since it is either malformed or otherwise incorrect.',
})
const badBody: Words = () => ({ status: 400, type: 'HTTPBadRequest', message: 'Body contains invalid data' })
const failed: Words = () => ({
  type: 'HTTPInternalServerError',
  message: 'Request Failed: internal server error while processing your request.',
})

const readOnly: Words = (fault, { verb }) => {
  const attribute = filled(fault, 'attribute')
  return verb === 'create'
    ? { type: 'HTTPBadRequest', message: `Attribute '${attribute}' not allowed in POST` }
    : { type: 'HTTPBadRequest', message: `Cannot update read-only attribute ${attribute}` }
}

/** As the plug-ins of controllers have always said it. */
const remote: Words = ({ message, values }) => ({
  type: 'RemoteRestError',
  message:
    values?.['reason'] === undefined ? message : `Error in REST call to remote network controller: ${values['reason']}`,
})

/** What stands nevertheless says so. */
const remoteKept: Words = ({ message }) => ({ type: 'RemoteRestError', message })

const table: Readonly<Record<string, Words>> = {
  'commit.late': remote,
  'commit.late-kept': remoteKept,
  'commit.refused': remote,
  'commit.refused-kept': remoteKept,
  'key.unknown': (fault, occasion) => missed(filled(fault, 'kind'), filled(fault, 'id'), occasion),
  'marker.unknown': (fault, occasion) => missed(filled(fault, 'kind'), filled(fault, 'id'), occasion),
  'reference.dangling': (fault, occasion) => missed(filled(fault, 'target'), filled(fault, 'id'), occasion),
  'quota.exceeded': (fault, occasion) => ({
    type: 'OverQuota',
    message: `Quota exceeded for resources: ['${nounOf(filled(fault, 'kind'), occasion)}'].`,
  }),
  'revision.stale': fault => ({
    type: 'RevisionNumberConstraintFailed',
    message: `Constrained to ${filled(fault, 'expected')}, but current revision is ${filled(fault, 'current')}`,
  }),
  'policy.denied': (fault, occasion) =>
    denied(`rule:${ruleOf(filled(fault, 'verb'), filled(fault, 'kind'), occasion)}`),
  'attribute.denied': (_, occasion, all) => {
    const rule = `rule:${occasion.verb}_${occasion.kind?.noun ?? ''}`
    const attributes = all.filter(({ code }) => code === 'attribute.denied')
    return denied(`(${[rule, ...attributes.map(one => `${rule}:${filled(one, 'attribute')}`)].join(' and ')})`)
  },
  'attribute.missing': fault => ({
    type: 'HTTPBadRequest',
    message: `Failed to parse request. Required attribute '${filled(fault, 'attribute')}' not specified`,
  }),
  'attribute.immutable': readOnly,
  'attribute.read_only': readOnly,
  'key.immutable': readOnly,
  'reference.in_use': ({ message, ...fault }) => ({ type: `${filled({ message, ...fault }, 'kind')}InUse`, message }),
  'unique.taken': ({ message }) => ({ type: 'NeutronDbObjectDuplicateEntry', message }),
  'key.taken': ({ message }) => ({ type: 'NeutronDbObjectDuplicateEntry', message }),
  'url.unknown': notFound,
  'id.malformed': () => ({ status: 404, type: 'HTTPNotFound', message: 'The resource could not be found.' }),
  'verb.absent': notAllowed,
  'method.wrong': notAllowed,
  'body.depth': badBody,
  'body.json': badBody,
  'body.key': badBody,
  'body.missing': badBody,
  'body.number': badBody,
  'body.text': badBody,
  'body.utf8': badBody,
  internal: failed,
}

/** Classes for what no row of the table names, by status. */
const classes: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  401: 'HTTPUnauthorized',
  403: 'NotAuthorized',
  404: 'NotFound',
  405: 'HTTPMethodNotAllowed',
  408: 'HTTPRequestTimeout',
  409: 'Conflict',
  410: 'HTTPGone',
  412: 'HTTPPreconditionFailed',
  413: 'HTTPRequestEntityTooLarge',
  414: 'HTTPRequestURITooLong',
  415: 'HTTPUnsupportedMediaType',
  422: 'HTTPUnprocessableEntity',
  429: 'HTTPTooManyRequests',
  503: 'ServiceUnavailable',
}

/** What is answered for faults: the first one counts. Total: every fault has a class. */
export function neutronError(faults: readonly Fault[], occasion: Occasion): NeutronError {
  const [fault] = faults
  if (fault === undefined) throw new Error('a refusal has at least one fault')
  const status = fault.status || 500
  const { name, message } = fault
  if (name !== undefined) return { status, type: name, message }
  const type = classes[status] ?? 'HTTPInternalServerError'
  const words = Object.hasOwn(table, fault.code) ? table[fault.code]?.(fault, occasion, faults) : undefined
  return { status, type, message, ...words }
}
