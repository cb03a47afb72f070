import type { Action, Kind } from '../../ir.ts'
import { bodySchema, inputSchema } from '../../schema.ts'
import { exampleAnswer, exampleCreate, exampleInput, exampleUpdate } from '../example.ts'
import { isServed } from '../url.ts'
import { componentName } from './names.ts'
import { type Part, ref } from './object.ts'

type Components = Readonly<Record<string, Part>>

/** Schemas of a kind: the object, what creates and changes it, a list of it, its actions' inputs. */
export const kindSchemas = (kind: Kind): Components => ({
  [componentName(kind)]: bodySchema(kind, 'answer'),
  ...(isServed(kind, 'create') ? createSchemas(kind) : {}),
  ...(isServed(kind, 'update') ? updateSchemas(kind) : {}),
  ...(isServed(kind, 'list') ? listSchemas(kind) : {}),
  ...Object.fromEntries(withBody(kind).map(each => [componentName(kind, 'action', each.name), inputSchema(each)])),
})

/** A GET has no body. */
const withBody = ({ actions }: Kind): readonly Action[] => actions.filter(action => action.method !== 'GET')

const createSchemas = (kind: Kind): Components => ({
  [componentName(kind, 'create')]: bodySchema(kind, 'create'),
  [componentName(kind, 'bulk')]: envelope(kind, ref('schemas', componentName(kind, 'create')), { minItems: 1 }),
  [componentName(kind, 'created')]: envelope(kind, ref('schemas', componentName(kind)), {}),
})

const updateSchemas = (kind: Kind): Components => ({
  [componentName(kind, 'update')]: bodySchema(kind, 'update'),
  [componentName(kind, 'patch')]: bodySchema(kind, 'patch'),
})

const listSchemas = (kind: Kind): Components => ({
  [componentName(kind, 'part')]: partSchema(kind),
  [componentName(kind, 'list')]: listSchema(kind),
})

const envelope = ({ plural }: Kind, items: Part, facets: Part): Part => ({
  type: 'object',
  required: [plural],
  properties: { [plural]: { type: 'array', items, ...facets } },
  additionalProperties: false,
})

/** With `fields`, a list has parts of objects. */
function partSchema(kind: Kind): Part {
  const { required: _, ...part } = bodySchema(kind, 'answer')
  return part
}

function listSchema(kind: Kind): Part {
  const items = { anyOf: [ref('schemas', componentName(kind)), ref('schemas', componentName(kind, 'part'))] }
  return {
    type: 'object',
    required: [kind.plural],
    properties: {
      [kind.plural]: { type: 'array', items },
      [`${kind.plural}_links`]: ref('schemas', 'PageLinks'),
    },
    additionalProperties: false,
  }
}

const example = (value: Part): Part => ({ value })

/** Examples of a kind, one for each of the schemas that stand in a request or an answer. */
export const kindExamples = (kind: Kind): Components => ({
  [componentName(kind)]: example(exampleAnswer(kind)),
  ...(isServed(kind, 'create') ? { [componentName(kind, 'create')]: example(exampleCreate(kind)) } : {}),
  ...(isServed(kind, 'update') ? { [componentName(kind, 'update')]: example(exampleUpdate(kind)) } : {}),
  ...(isServed(kind, 'list')
    ? { [componentName(kind, 'list')]: example({ [kind.plural]: [exampleAnswer(kind)] }) }
    : {}),
  ...Object.fromEntries(
    withBody(kind).map(each => [componentName(kind, 'action', each.name), example(exampleInput(each))]),
  ),
})
