/** Filters by the elements of lists: `fixed_ips=ip_address=10.0.0.5`, `security_groups=<id>`. */
import { Refusal } from '@baryon/kit'
import { type Attribute, canonical, type Filter, type ListType, type ObjectType, type Type } from '@baryon/model'
import { openstackErrors } from '../errors.ts'

const substring = '_substr'

/** `name=value` → its halves. @throws Refusal `openstack.input` */
function pairOf(text: string): readonly [name: string, value: string] {
  const equals = text.indexOf('=')
  const name = text.slice(0, Math.max(equals, 0)).trim()
  if (name !== '') return [name, text.slice(equals + 1).trim()]
  const reason = `'${text}' is not of the form <key>=[value]`
  throw new Refusal(
    openstackErrors.fault('openstack.input', { reason, expected: 'the name of a member and its value' }),
  )
}

const spelled = (type: Type, value: string): string => {
  const known = canonical(type, value)
  return typeof known === 'string' ? known : value
}

function memberFilter({ attributes }: ObjectType, name: string, values: readonly string[]): Filter | undefined {
  const member = attributes.find(one => one.name === name)
  if (member !== undefined) return { attribute: name, in: values.map(value => spelled(member.type, value)) }
  if (!name.endsWith(substring)) return undefined
  const part = name.slice(0, -substring.length)
  if (!attributes.some(one => one.name === part)) return undefined
  return { any: values.map(value => ({ attribute: part, contains: value })) }
}

/** Objects with one element that has all of what is given; several values of one member are alternatives. */
function objectsFilter(list: string, items: ObjectType, values: readonly string[]): Filter {
  const members = new Map<string, string[]>()
  for (const value of values) {
    const [name, text] = pairOf(value)
    members.set(name, [...(members.get(name) ?? []), text])
  }
  const filters = [...members].flatMap(([name, texts]) => memberFilter(items, name, texts) ?? [])
  return filters.length === 0
    ? { all: [] }
    : { list, where: filters.length === 1 && filters[0] ? filters[0] : { all: filters } }
}

/** What the values of a parameter mean for an attribute that is a list. */
export function elementFilter(
  { name, type }: Attribute & { readonly type: ListType },
  values: readonly string[],
): Filter {
  const { items } = type
  if (items.name === 'object') return objectsFilter(name, items, values)
  return { any: values.map(value => ({ attribute: name, holds: spelled(items, value) })) }
}
