import type { Attribute, Kind } from '@baryon/model'
import { AttributeOption, attributeKey, isDocument, isShown } from '../attribute-option.ts'
import { refuse } from '../failure.ts'
import type { Lookup } from './lookup.ts'

const operators: Readonly<Record<string, string>> = {
  '=': '',
  '!=': '.not',
  '>=': '.from',
  '<=': '.to',
  '^=': '.prefix',
}

/** `name=x`, `mtu>=1500`, `status!=DOWN`, `name^=web`, or with an operator of the API: `tags.has=x`. */
const shape = /^([A-Za-z_][\w-]*(?::[A-Za-z_][\w-]*)?)((?:\.[a-z]+)?)(=|!=|>=|<=|\^=)(.*)$/s

/** Attributes that a list may be filtered by with an option of their own. */
export const isFilterable = (attribute: Attribute): boolean =>
  isShown(attribute) &&
  !attribute.derived &&
  !attribute.unfiltered &&
  attribute.type.name !== 'map' &&
  !isDocument(attribute.type)

function split(text: string): { name: string; operator: string; value: string } {
  const found = shape.exec(text)
  if (found === null) {
    const reason = 'it has to be ATTRIBUTE=VALUE, or with !=, >=, <=, ^= (starts with) in place of ='
    throw refuse('option.malformed', { value: text, option: '--filter', reason })
  }
  const [, name = '', dotted = '', sign = '=', value = ''] = found
  return { name: name.replaceAll('-', '_'), operator: dotted || operators[sign] || '', value }
}

/**
 * The parameters of a list from `--filter` and the options that have an attribute's name. Names of objects are looked up for references.
 * @throws CommandError `option.malformed`, `name.unknown`, `name.ambiguous`
 */
export async function filterParameters(
  kind: Kind,
  options: { readonly [option: string]: unknown; readonly filter?: readonly string[] },
  lookup: Lookup,
): Promise<URLSearchParams> {
  const parameters = new URLSearchParams()
  const add = async (name: string, operator: string, value: string) => {
    const attribute = kind.attributes.find(one => one.name === name)
    const refers = attribute?.type.name === 'reference' && (operator === '' || operator === '.not')
    parameters.append(name + operator, refers ? await lookup.reference(attribute.type, value) : value)
  }
  for (const attribute of kind.attributes.filter(isFilterable)) {
    const values = options[attributeKey(attribute.name)] as readonly string[] | undefined
    for (const value of values ?? []) await add(attribute.name, attribute.type.name === 'list' ? '.has' : '', value)
  }
  for (const text of options.filter ?? []) {
    const { name, operator, value } = split(text)
    await add(name, operator, value)
  }
  return parameters
}

/** An option that filters by the attribute, in the words of a list. */
export function filterOption(attribute: Attribute, flag: string): AttributeOption {
  const what = attribute.type.name === 'list' ? 'that hold it' : 'with this value; repeated: any of them'
  return new AttributeOption(flag, attribute, `only those ${what}`)
}
