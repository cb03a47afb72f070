import type { Action, Kind, Service } from '../../ir.ts'

const pascal = (text: string) =>
  text
    .split(/[^A-Za-z0-9]+/)
    .filter(part => part !== '')
    .map(part => part[0]?.toUpperCase() + part.slice(1))
    .join('')

/** Names that the generated text itself uses. */
const taken = ['Merge', 'Record', 'readonly']

/** Names of the types of a service; no two are alike. */
export interface TypeNames {
  readonly service: string
  of(kind: Kind, part?: string): string
  input(kind: Kind, action: Action): string
}

/** `NetL3vpn` of `net-l3vpn`. */
export const serviceType = (service: Service) => pascal(service.name).replace(/^(?=\d)/, '_')

/** The names are made in the order of declarations; one that is taken gets an underscore at its end. */
export function typeNames(service: Service): TypeNames {
  const used = new Set([...taken, serviceType(service)])
  const names = new Map<string, string>()
  const reserve = (key: string, wanted: string) => {
    let name = wanted
    while (used.has(name)) name += '_'
    used.add(name)
    names.set(key, name)
  }
  for (const kind of service.kinds) reserve(kind.name, pascal(kind.name))
  for (const kind of service.kinds) {
    for (const part of ['Create', 'Update', 'Patch']) reserve(`${kind.name} ${part}`, pascal(kind.name) + part)
    for (const { name } of kind.actions)
      reserve(`${kind.name} action ${name}`, `${pascal(kind.name)}${pascal(name)}Input`)
  }
  const name = (key: string) => names.get(key) ?? key
  return {
    service: serviceType(service),
    of: (kind, part) => name(part === undefined ? kind.name : `${kind.name} ${part}`),
    input: (kind, action) => name(`${kind.name} action ${action.name}`),
  }
}
