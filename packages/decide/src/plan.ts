import type { Json } from '@baryon/kit'
import type { Attribute, Companion, Kind, Policy, Reference, Registry, Row, Type } from '@baryon/model'

/** A reference with the kind it leads to. */
export interface ReferencePlan {
  readonly reference: Reference
  readonly target: Kind
}

/** A use of a kind's objects by another kind. */
export interface ReferrerPlan {
  readonly kind: Kind
  readonly reference: Reference
}

export interface CompanionPlan {
  readonly kind: Kind
  readonly values: Companion['values']
}

/** Who may give an attribute or, with `member`, a member of the object or of the objects in the list that it is. */
export interface AttributePolicy {
  readonly attribute: string
  readonly member?: string
  /** The value that it has when it is not given. */
  readonly fallback: Json
  readonly policy: Policy
}

/** What every decision about a kind needs to know, worked out once. */
export interface Plan {
  readonly kind: Kind
  readonly attributes: ReadonlyMap<string, Attribute>
  /** A row of defaults: all attributes that are stored but the stamps, null where there is no default. */
  readonly blank: Row
  readonly computed: readonly { readonly attribute: string; readonly expression: string }[]
  /** Attributes that must have a value in a stored row. */
  readonly mandatory: readonly string[]
  /** Who may give an attribute at creation, and who may change it. */
  readonly createPolicies: readonly AttributePolicy[]
  readonly updatePolicies: readonly AttributePolicy[]
  /** Attributes that are taken but not stored. */
  readonly derived: ReadonlySet<string>
  readonly references: readonly ReferencePlan[]
  readonly referrers: readonly ReferrerPlan[]
  readonly companions: readonly CompanionPlan[]
}

/** The kind a name means; models are checked before they are served, so a name without a kind is a bug. */
function resolve(registry: Registry, service: string, kind: string): Kind {
  const found = registry.kind({ service, kind })
  if (found === undefined) throw new Error(`no model has the kind ${service}/${kind}`)
  return found
}

function blankOf(kind: Kind): Row {
  const entries = kind.attributes
    .filter(attribute => attribute.stamp === undefined && attribute.derived === undefined)
    .map(attribute => [attribute.name, attribute.default ?? null] as const)
  return Object.fromEntries<Json>(entries)
}

/** A reference that cannot become null keeps its target from being deleted instead. */
function effective(kind: Kind, reference: Reference): Reference {
  if (reference.onDelete !== 'null' || reference.many) return reference
  const attribute = kind.attributes.find(({ name }) => name === reference.attribute)
  const canBeNull = attribute?.nullable === true && !kind.key.includes(reference.attribute)
  return canBeNull ? reference : { ...reference, onDelete: 'restrict' }
}

/** Whether its value comes from those who ask, or is required anyway; what the system keeps may be unknown for a while. */
const isGiven = ({ readOnly, internal, required, derived, stamp, computed, plane }: Attribute) =>
  !(readOnly || derived || (internal && !required)) &&
  stamp === undefined &&
  computed === undefined &&
  plane === 'intent'

type Occasion = 'create' | 'update'

function policyOf(attribute: Attribute, occasion: Occasion): Pick<AttributePolicy, 'fallback' | 'policy'>[] {
  const policy = attribute.policies[occasion] ?? attribute.policies.write
  return policy === undefined ? [] : [{ fallback: attribute.default ?? null, policy }]
}

const membersOf = (type: Type): readonly Attribute[] =>
  type.name === 'list' ? membersOf(type.items) : type.name === 'object' ? type.attributes : []

const policiesFor = (kind: Kind, occasion: Occasion): AttributePolicy[] =>
  kind.attributes.flatMap(one => [
    ...policyOf(one, occasion).map(found => ({ attribute: one.name, ...found })),
    ...membersOf(one.type).flatMap(member =>
      policyOf(member, occasion).map(found => ({ attribute: one.name, member: member.name, ...found })),
    ),
  ])

function createPlan(registry: Registry, kind: Kind): Plan {
  const { service } = kind
  return {
    kind,
    attributes: new Map(kind.attributes.map(attribute => [attribute.name, attribute])),
    blank: blankOf(kind),
    computed: kind.attributes.flatMap(({ name, computed }) =>
      computed === undefined ? [] : [{ attribute: name, expression: computed }],
    ),
    mandatory: kind.attributes.filter(attribute => !attribute.nullable && isGiven(attribute)).map(({ name }) => name),
    createPolicies: policiesFor(kind, 'create'),
    updatePolicies: policiesFor(kind, 'update'),
    derived: new Set(kind.attributes.filter(({ derived }) => derived).map(({ name }) => name)),
    references: kind.references.map(reference => ({
      reference,
      target: resolve(registry, reference.to.service, reference.to.kind),
    })),
    referrers: registry
      .referrers({ service, kind: kind.name })
      .filter(use => !use.kind.virtual)
      .map(use => ({ kind: use.kind, reference: effective(use.kind, use.reference) })),
    companions: kind.companions.map(companion => ({
      kind: resolve(registry, service, companion.kind),
      values: companion.values,
    })),
  }
}

const plans = new WeakMap<Registry, Map<Kind, Plan>>()

function plansOf(registry: Registry): Map<Kind, Plan> {
  const known = plans.get(registry)
  if (known !== undefined) return known
  const made = new Map<Kind, Plan>()
  plans.set(registry, made)
  return made
}

/** The plan of a kind; the first call for it makes it. */
export function planOf(registry: Registry, kind: Kind): Plan {
  const known = plansOf(registry)
  const plan = known.get(kind)
  if (plan !== undefined) return plan
  const made = createPlan(registry, kind)
  known.set(kind, made)
  return made
}

/** What of these values is stored. */
export function storable({ derived }: Plan, values: Row): Row {
  if (derived.size === 0 || !Object.keys(values).some(name => derived.has(name))) return values
  return Object.fromEntries(Object.entries(values).filter(([name]) => !derived.has(name)))
}
