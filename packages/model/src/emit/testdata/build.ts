import type { Action, Attribute, Kind, Policy, Reference, ReferenceType, ScalarName, ScalarType, Type } from '../../ir.ts'

/** A scalar type with its facets. */
export const scalar = (name: ScalarName, facets: Omit<ScalarType, 'name'> = {}): ScalarType => ({ name, ...facets })

/** A reference to a kind that is keyed by a uuid, written `service/Kind`. */
export function refer(to: string, onDelete: Reference['onDelete'] = 'restrict'): ReferenceType {
  const [service = '', kind = ''] = to.split('/')
  return { name: 'reference', to: { service, kind }, onDelete, key: { name: 'uuid' } }
}

/** An attribute that is optional and nullable unless `facts` say otherwise. */
export function attribute(name: string, type: Type, facts: Partial<Attribute> = {}): Attribute {
  return {
    name,
    description: `The ${name.replaceAll('_', ' ')}`,
    type,
    required: false,
    nullable: !facts.required,
    plane: 'intent',
    immutable: false,
    readOnly: false,
    writeOnly: false,
    sensitive: false,
    emptyIsNull: false,
    policies: {},
    ...facts,
  }
}

const owned: Policy = {
  source: 'rule:admin_or_owner',
  expression: { any: [{ role: 'admin' }, { caller: 'project', target: 'tenant_id' }] },
}
const admin: Policy = { source: 'role:admin', expression: { role: 'admin' } }

function referencesOf(attributes: readonly Attribute[]): Reference[] {
  return attributes.flatMap(({ name, type }) => {
    const target = type.name === 'list' ? type.items : type
    if (target.name !== 'reference') return []
    return [{ attribute: name, many: type.name === 'list', to: target.to, onDelete: target.onDelete }]
  })
}

type Given = Pick<Kind, 'service' | 'name' | 'noun' | 'plural' | 'attributes'> & Partial<Kind>

/** A kind keyed by `id` and owned by `tenant_id` where it has one, unless `given` says otherwise. */
export function kind(given: Given): Kind {
  const owner = given.attributes.some(each => each.name === 'tenant_id') ? { owner: 'tenant_id' } : {}
  const policy = given.owner === undefined && !owner.owner ? admin : owned
  const policies: Record<string, Policy> = { create: policy, list: policy, get: policy, update: policy, delete: policy }
  for (const each of given.actions ?? []) policies[`action:${each.name}`] = policy
  return {
    description: `Describes one ${given.noun}`,
    table: `${given.service}_${given.plural}`.replaceAll('-', '_'),
    key: ['id'],
    generatedKey: given.key === undefined,
    ...owner,
    uniques: [],
    indexes: [],
    references: referencesOf(given.attributes),
    rules: [],
    policies,
    actions: [],
    companions: [],
    ...given,
  }
}

/** An action without preconditions unless `facts` say otherwise. */
export const action = (name: string, facts: Partial<Action> = {}): Action => ({
  name,
  description: `${name[0]?.toUpperCase()}${name.slice(1)} it`,
  input: [],
  requires: [],
  set: {},
  ...facts,
})
