/** The filters of a list request. */
import type { Fault, Json } from '@baryon/kit'
import {
  type Attribute,
  type Filter,
  isShown,
  isStored,
  type Kind,
  type Operator,
  operators,
  parseText,
  type Type,
} from '@baryon/model'
import { serverErrors } from '../errors.ts'
import { filterOf } from './operators.ts'
import { decodeText, encodingFault } from './raw.ts'

/** A parameter that filters. */
interface Criterion {
  readonly attribute: Attribute
  readonly operator: Operator
  /** Undefined: the attribute's type does not have this operator. */
  readonly type: Type | undefined
}

const criteria = new WeakMap<Kind, ReadonlyMap<string, Criterion>>()

/** Every parameter that filters objects of this kind, by name; built once a kind. Values that are never answered or not stored do not filter. */
function criteriaOf(kind: Kind): ReadonlyMap<string, Criterion> {
  let map = criteria.get(kind)
  if (map === undefined) {
    map = new Map(
      kind.attributes
        .filter(attribute => isShown(attribute) && isStored(attribute) && !attribute.unfiltered)
        .flatMap(attribute =>
          operators.map((operator): [string, Criterion] => [
            attribute.name + operator.suffix,
            { attribute, operator, type: operator.valueType(attribute.type) },
          ]),
        ),
    )
    criteria.set(kind, map)
  }
  return map
}

function unfit(name: string, { attribute }: Criterion): Fault {
  const fitting = operators.filter(each => each.valueType(attribute.type)).map(each => attribute.name + each.suffix)
  const reason = `"${attribute.name}" is of type ${attribute.type.name}, which cannot be compared like that`
  return serverErrors.fault('parameter.unknown', { name, reason, known: fitting.join(', ') }, `?${name}`)
}

function readValue(name: string, raw: string, { attribute, operator }: Criterion, type: Type, faults: Fault[]): Json {
  const text = decodeText(raw)
  if (text === undefined) {
    faults.push(encodingFault(raw, name))
    return null
  }
  if (text === '' && attribute.emptyIsNull && operator.suffix === '') return null
  const value = parseText(type, text)
  if (value.ok) return value.value
  faults.push(...value.faults.map(fault => ({ ...fault, pointer: `?${name}` })))
  return null
}

/**
 * The filter that a parameter means.
 * @param hides attributes of which the caller may not know
 * @returns undefined when it is no filter of this kind; faults are added to `faults`
 */
export function readCriterion(
  kind: Kind,
  name: string,
  raws: readonly string[],
  hides: (attribute: Attribute) => boolean,
  faults: Fault[],
): { readonly attribute: Attribute; readonly filter: Filter } | undefined {
  const criterion = criteriaOf(kind).get(name)
  if (criterion === undefined || hides(criterion.attribute)) return undefined
  const { attribute, operator, type } = criterion
  if (type === undefined) {
    faults.push(unfit(name, criterion))
    return { attribute, filter: { all: [] } }
  }
  const texts = operator.values === 'joined' ? raws.flatMap(raw => raw.split(',')) : raws
  const values = texts.map(text => readValue(name, text, criterion, type, faults))
  return { attribute, filter: filterOf[operator.suffix](attribute, values) }
}
