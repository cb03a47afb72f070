/** The attributes of objects that the checks of a policy compare. */
import type { Json } from '@baryon/kit'
import type { PolicyExpression } from './expression.ts'

/** Whose objects a policy is about. */
export interface PolicyKind {
  /** Attribute with the project; without one, no caller owns the objects. */
  readonly owner?: string
  /** Word for its parent, whose owner is that of `ext_parent:project_id`. */
  readonly parent?: string
  /** The names of the types of its stored attributes, by attribute: what a list holds, and what is true or false, is compared as such. */
  readonly types?: ReadonlyMap<string, string>
}

const isOwner = (target: string) => target === 'project_id' || target === 'tenant_id'

/** The name in `%(name)s`. */
export const nameIn = (match: string): string | undefined => /^%\(([^)]+)\)s$/.exec(match)?.[1]

/**
 * The attribute that a name means. `project_id` and `tenant_id` are whoever owns the object. The owner of another object
 * (`security_group:project_id`) is what the kind keeps of it (`security_group_project_id` or `group_project_id`); no more is
 * known of others.
 */
export function targetOf({ owner, parent, types }: PolicyKind, name: string): string | undefined {
  if (isOwner(name)) return owner
  const colon = name.indexOf(':')
  if (colon < 0 || types?.has(name)) return name
  if (!isOwner(name.slice(colon + 1))) return undefined
  const other = name.slice(0, colon) === 'ext_parent' ? parent : name.slice(0, colon)
  const words = other?.split('_') ?? []
  return words.map((_, at) => `${words.slice(at).join('_')}_project_id`).find(kept => types?.has(kept))
}

const many = ({ types }: PolicyKind, target: string) => (types?.get(target) === 'list' ? ({ many: true } as const) : {})

/** The caller's own value is that of the attribute. */
export const comparedWithCaller = (kind: PolicyKind, caller: 'project' | 'user', target: string): PolicyExpression => ({
  caller,
  target,
  ...many(kind, target),
})

const truth: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
])

/** The constant is the value of the attribute. */
export function comparedWithConstant(kind: PolicyKind, text: string, target: string): PolicyExpression {
  const isTruth = kind.types?.get(target) === 'boolean'
  const constant: Json = (isTruth ? truth.get(text.toLowerCase()) : undefined) ?? text
  return { constant, target, ...many(kind, target) }
}

/** An attribute that is stored, by its own name or by that with the other word for projects. */
function storedAttribute({ owner, types }: PolicyKind, name: string): string | undefined {
  if (isOwner(name)) return owner
  const names = [name, name.replace('project', 'tenant'), name.replace('tenant', 'project')]
  return names.find(one => types?.has(one))
}

/**
 * Neutron's own check of the object alone, without `field:` in front: `port:mtu=1500`, or what its text starts with:
 * `port:device_owner=~^network:`. The word for the object is not looked at: the policy is of one kind.
 * @returns undefined when it compares with nothing that is stored, or with a pattern that is no beginning
 */
export function fieldCheck(kind: PolicyKind, match: string): PolicyExpression | undefined {
  const [, field = '', sign, value = ''] = /^\w+:([^=]+)=(~\^)?([^~]*)$/.exec(match) ?? []
  const target = storedAttribute(kind, field)
  if (target === undefined) return undefined
  if (sign === undefined) return comparedWithConstant(kind, value, target)
  return /^[\w:/ -]*$/.test(value) ? { prefix: value, target } : undefined
}
