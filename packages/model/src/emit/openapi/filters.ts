import type { Attribute, Kind } from '../../ir.ts'
import { type Operator, operators } from '../../operators.ts'
import { isShown, isStored } from '../../types/attribute.ts'
import { jsonSchema } from '../../types/type.ts'
import { isServed } from '../url.ts'
import { componentName } from './names.ts'
import { type Part, ref } from './object.ts'
import { joined } from './parameters.ts'

const styles: Readonly<Record<Operator['values'], Part>> = {
  one: {},
  repeated: { style: 'form', explode: true },
  joined,
}

function parameterOf(attribute: Attribute, operator: Operator): Part | undefined {
  const { suffix, description, values } = operator
  const type = operator.valueType(attribute.type)
  if (type === undefined) return undefined
  const value = jsonSchema(type)
  return {
    name: attribute.name + suffix,
    in: 'query',
    description: `\`${attribute.name}\` ${description}`,
    schema: values === 'one' ? value : { type: 'array', items: value, minItems: 1 },
    ...styles[values],
  }
}

const parametersOf = (attribute: Attribute): readonly Part[] =>
  isShown(attribute) && isStored(attribute) && !attribute.unfiltered
    ? operators.map(each => parameterOf(attribute, each)).filter(part => part !== undefined)
    : []

/** The name of a parameter's component, which takes fewer letters. */
const nameOf = (kind: Kind, { name }: Part) =>
  componentName(
    kind,
    'where',
    String(name).replaceAll(/[^\w.]/g, letter => `-${letter.charCodeAt(0).toString(16)}`),
  )

/** Query parameters that filter a list of a kind, by the name of their component. */
export function filterParameters(kind: Kind): Readonly<Record<string, Part>> {
  if (!isServed(kind, 'list')) return {}
  const parameters = kind.attributes.flatMap(parametersOf)
  return Object.fromEntries(parameters.map(parameter => [nameOf(kind, parameter), parameter]))
}

/** References to the parameters of {@link filterParameters}. */
export const filterReferences = (kind: Kind): readonly Part[] =>
  Object.keys(filterParameters(kind)).map(name => ref('parameters', name))
