/** The names that OpenStack's policy files have for what a service does, and the rules they may name. */
import type { Attribute, AttributePolicies, Kind, Service, StandardVerb, Type } from '../ir.ts'

/** What one name of a policy file decides. */
export type PolicyTarget =
  | { readonly kind: string; readonly verbs: readonly string[] }
  | {
      readonly kind: string
      readonly attribute: string
      readonly member?: string
      readonly occasion: keyof AttributePolicies
    }

/** Rules of Neutron's own files beside those of every model. */
export const openstackRules: Readonly<Record<string, string>> = {
  network_owner: 'project_id:%(network:project_id)s',
  sg_owner: 'project_id:%(security_group:project_id)s',
  admin_or_sg_owner: 'rule:context_is_admin or rule:sg_owner',
  admin_owner_or_sg_owner: 'rule:owner or rule:admin_or_sg_owner',
  ext_parent_owner: 'project_id:%(ext_parent:project_id)s',
  admin_or_ext_parent_owner: 'rule:context_is_admin or rule:ext_parent_owner',
  restrict_wildcard: "rule:context_is_admin or not '*':%(target_tenant)s",
  network_device: 'field:port:device_owner=~^network:',
  admin_or_data_plane_int: 'rule:context_is_admin or role:data_plane_integrator',
}

const standardNames: Readonly<Record<StandardVerb, readonly string[]>> = {
  create: ['create'],
  // Neutron asks one policy for both; a file that means lists alone says so.
  get: ['get', 'list'],
  list: ['list'],
  update: ['update'],
  delete: ['delete'],
}

const occasions = { create: 'create', update: 'update', get: 'read' } as const

/** Names of policies differ in dashes from version to version. */
export const word = (text: string) => text.replaceAll('-', '_')

/** `port_forwarding` and, with its parent in front, `floatingip_port_forwarding`. */
function nounsOf(kind: Kind, kinds: readonly Kind[]): readonly string[] {
  const parent = kinds.find(one => one.name === kind.parent?.kind)
  return parent === undefined ? [word(kind.noun)] : [`${word(parent.noun)}_${word(kind.noun)}`, word(kind.noun)]
}

const membersOf = (type: Type): readonly Attribute[] =>
  type.name === 'list' ? membersOf(type.items) : type.name === 'object' ? type.attributes : []

/** An attribute has its own name; the one with the owner also that of Keystone's older API. */
const namesOf = (kind: Kind, { name }: Attribute): readonly string[] =>
  name === kind.owner ? [name, name === 'tenant_id' ? 'project_id' : 'tenant_id'] : [name]

function* attributeTargets(kind: Kind, noun: string): Generator<[string, PolicyTarget]> {
  for (const [verb, occasion] of Object.entries(occasions)) {
    for (const attribute of kind.attributes.filter(one => !one.internal)) {
      const about = { kind: kind.name, attribute: attribute.name, occasion }
      for (const name of namesOf(kind, attribute)) yield [`${verb}_${noun}:${name}`, about]
      if (occasion === 'read') continue
      for (const member of membersOf(attribute.type))
        yield [`${verb}_${noun}:${attribute.name}:${member.name}`, { ...about, member: member.name }]
    }
  }
}

/** Files have policies for verbs that are not served too. Neutron names some lists by their plural (`get_l3-routers`). */
function* kindTargets(kind: Kind, noun: string): Generator<[string, PolicyTarget]> {
  for (const [verb, verbs] of Object.entries(standardNames)) yield [`${verb}_${noun}`, { kind: kind.name, verbs }]
  yield [`get_${word(kind.plural)}`, { kind: kind.name, verbs: standardNames.get }]
  for (const { name } of kind.actions) yield [`${word(name)}_${noun}`, { kind: kind.name, verbs: [`action:${name}`] }]
  yield* attributeTargets(kind, noun)
}

/** Actions are known by their bare name too, where only one kind has such an action. */
function* actionTargets(kinds: readonly Kind[]): Generator<[string, PolicyTarget]> {
  const all = kinds.flatMap(kind => kind.actions.map(({ name }) => ({ kind: kind.name, name })))
  for (const { kind, name } of all)
    if (all.filter(other => other.name === name).length === 1) yield [word(name), { kind, verbs: [`action:${name}`] }]
}

/** What each name of a policy file decides. The first meaning of a name counts. */
export function policyTargets({ kinds }: Service): ReadonlyMap<string, PolicyTarget> {
  const found = new Map<string, PolicyTarget>()
  const add = (targets: Iterable<[string, PolicyTarget]>) => {
    for (const [name, target] of targets) if (!found.has(name)) found.set(name, target)
  }
  for (const kind of kinds) add(kindTargets(kind, nounsOf(kind, kinds)[0]!))
  add(actionTargets(kinds))
  for (const kind of kinds) for (const noun of nounsOf(kind, kinds).slice(1)) add(kindTargets(kind, noun))
  return found
}
