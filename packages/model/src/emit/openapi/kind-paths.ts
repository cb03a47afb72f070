import { answersItself } from '../../action.ts'
import type { Action, Kind, Service, StandardVerb } from '../../ir.ts'
import { chains, isServed, serviceUrl } from '../url.ts'
import { article } from '../wording.ts'
import { filterReferences } from './filters.ts'
import { everyAnswer, ofCreated, ofObject, ofRead, ofWrite, ofWrittenObject } from './headers.ts'
import { componentName, parentParameter } from './names.ts'
import { jsonContent, type Part, ref } from './object.ts'
import { ofChange, ofCreate, ofGet, ofList, ofRun } from './parameters.ts'
import { refusals, refusedWrite } from './problem.ts'

/** A kind as it is reached below these parents. */
interface Place {
  readonly service: Service
  readonly kind: Kind
  readonly parents: readonly Kind[]
}

const schema = (kind: Kind, ...part: readonly string[]) => ref('schemas', componentName(kind, ...part))
const example = (kind: Kind, ...part: readonly string[]) => ref('examples', componentName(kind, ...part))
const content = (kind: Kind, ...part: readonly string[]) => jsonContent(schema(kind, ...part), example(kind, ...part))

const idParameter = (name: string, { noun, key, deprecated: _ }: Kind): Part => ({
  name,
  in: 'path',
  required: true,
  description: `Key of the ${noun}${key.length > 1 ? `: ${key.join(', ')}, each percent-encoded, joined by commas` : ''}`,
  schema: { type: 'string' },
})

function operation({ service, kind, parents }: Place, verb: string, summary: string, rest: Part): Part {
  const below = parents.length > 0 ? ` of the ${parents.at(-1)?.noun}` : ''
  const isDeprecated = kind.deprecated !== undefined || service.status === 'DEPRECATED'
  return {
    operationId: [service.name, ...parents.map(each => each.name), kind.name, verb].join('.'),
    tags: [service.name],
    summary: summary + below,
    ...(isDeprecated ? { deprecated: true } : {}),
    ...rest,
  }
}

const answer = (description: string, headers: Part, body?: Part): Part => ({
  description,
  headers,
  ...(body === undefined ? {} : { content: body }),
})

function list(place: Place): Part {
  const { kind } = place
  const description = 'Shows what the caller may see. With `fields`, the objects have only these attributes.'
  return operation(place, 'list', `List ${kind.plural}`, {
    description,
    parameters: [...ofList, ...filterReferences(kind)],
    responses: { 200: answer('The objects', ofRead, content(kind, 'list')), ...refusals('NotFound', 'Gone') },
  })
}

function create(place: Place): Part {
  const { kind } = place
  const one = { schema: schema(kind), examples: { one: example(kind) } }
  return operation(place, 'create', `Create ${article(kind.noun)} ${kind.noun}, or several at once, all or none,`, {
    parameters: ofCreate,
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: { oneOf: [schema(kind, 'create'), schema(kind, 'bulk')] },
          examples: { one: example(kind, 'create') },
        },
      },
    },
    responses: {
      201: answer('The object as it was stored, or the objects', ofCreated, {
        'application/json': { ...one, schema: { oneOf: [schema(kind), schema(kind, 'created')] } },
      }),
      ...refusedWrite('NotFound', 'Conflict', 'ContentTooLarge', 'UnsupportedMediaType', 'UnprocessableContent'),
    },
  })
}

const get = (place: Place): Part =>
  operation(place, 'get', `Show ${article(place.kind.noun)} ${place.kind.noun}`, {
    parameters: ofGet,
    responses: {
      200: answer('The object', ofObject, content(place.kind)),
      304: answer('It is still the one with the ETag of If-None-Match', everyAnswer),
      ...refusals('NotFound', 'Gone'),
    },
  })

const refusedChange = () =>
  refusedWrite(
    'NotFound',
    'Conflict',
    'PreconditionFailed',
    'ContentTooLarge',
    'UnsupportedMediaType',
    'UnprocessableContent',
  )

function change(place: Place, verb: string, summary: string, description: string, body: Part): Part {
  return operation(place, verb, summary, {
    description,
    parameters: ofChange,
    requestBody: { required: true, content: body },
    responses: { 200: answer('The object after it', ofWrittenObject, content(place.kind)), ...refusedChange() },
  })
}

function patch(place: Place): Part {
  const { kind } = place
  const body = { schema: schema(kind, 'patch'), examples: { example: example(kind, 'update') } }
  const description = 'RFC 7396: null clears, maps and objects merge.'
  return change(place, 'patch', `Patch ${article(kind.noun)} ${kind.noun}`, description, {
    'application/merge-patch+json': body,
    'application/json': body,
  })
}

function put(place: Place): Part {
  const description = 'Attributes that are left out keep their value.'
  return change(
    place,
    'update',
    `Change ${article(place.kind.noun)} ${place.kind.noun}`,
    description,
    content(place.kind, 'update'),
  )
}

const remove = (place: Place): Part =>
  operation(place, 'delete', `Delete ${article(place.kind.noun)} ${place.kind.noun}`, {
    parameters: ofChange,
    responses: {
      204: answer('It is deleted', ofWrite),
      ...refusedWrite('NotFound', 'Conflict', 'PreconditionFailed', 'UnprocessableContent'),
    },
  })

const summaryOf = ({ kind: { noun } }: Place, { name }: Action) => `Run ${name} on ${article(noun)} ${noun}`

/** What a behaviour answers is its own. */
const behave = (place: Place, action: Action): Part =>
  operation(place, `action.${action.name}`, summaryOf(place, action), {
    description: action.description,
    parameters: action.method === 'GET' ? ofRun : ofChange,
    ...(action.method === 'GET'
      ? {}
      : { requestBody: { required: false, content: content(place.kind, 'action', action.name) } }),
    responses: {
      200: answer('What it did', ofWrite, jsonContent({})),
      204: answer('It is done', ofWrite),
      ...refusedChange(),
    },
  })

const run = (place: Place, action: Action): Part =>
  answersItself(action)
    ? behave(place, action)
    : change(
        place,
        `action.${action.name}`,
        summaryOf(place, action),
        action.description,
        content(place.kind, 'action', action.name),
      )

const methodOf = ({ method }: Action) => (method ?? 'POST').toLowerCase()

/** The methods of a URL whose verbs are served. */
const served = (
  kind: Kind,
  methods: readonly (readonly [method: string, verb: StandardVerb, made: () => Part])[],
): Part =>
  Object.fromEntries(methods.filter(([, verb]) => isServed(kind, verb)).map(([method, , made]) => [method, made()]))

function pathItem(path: string, parameters: readonly Part[], operations: Part): [string, Part][] {
  if (Object.keys(operations).length === 0) return []
  return [[path, { ...(parameters.length > 0 ? { parameters } : {}), ...operations }]]
}

function pathsAt(place: Place): [string, Part][] {
  const { service, kind, parents } = place
  const above = parents.map(each => `/${each.plural}/{${parentParameter(each)}}`).join('')
  const collection = `${serviceUrl(service)}${above}/${kind.plural}`
  const upper = parents.map(each => idParameter(parentParameter(each), each))
  const parameters = [...upper, idParameter('id', kind)]
  const ofCollection = served(kind, [
    ['get', 'list', () => list(place)],
    ['post', 'create', () => create(place)],
  ])
  const ofObject = served(kind, [
    ['get', 'get', () => get(place)],
    ['put', 'update', () => put(place)],
    ['patch', 'update', () => patch(place)],
    ['delete', 'delete', () => remove(place)],
  ])
  return [
    ...pathItem(collection, upper, ofCollection),
    ...pathItem(`${collection}/{id}`, parameters, ofObject),
    ...kind.actions.flatMap(each =>
      pathItem(`${collection}/{id}/${each.name}`, parameters, { [methodOf(each)]: run(place, each) }),
    ),
  ]
}

/** Paths of all kinds of a service, by themselves and below their parents. */
export const kindPaths = (service: Service): Part =>
  Object.fromEntries(
    service.kinds.flatMap(kind => chains(kind, service.kinds).flatMap(parents => pathsAt({ service, kind, parents }))),
  )
