/** Policies of a running system that replace those of the models, as a policy file says them. */
import { type Fault, failure, type Result, success } from '@baryon/kit'
import { didYouMean } from '../check/suggest.ts'
import { modelErrors } from '../errors.ts'
import type { Attribute, AttributePolicies, Kind, Policy, Service, Type } from '../ir.ts'
import { targetsOf } from './expression.ts'
import { openstackRules, type PolicyTarget, policyTargets, word } from './openstack.ts'
import { parsePolicy } from './parse.ts'
import { standardRules } from './rules.ts'
import type { PolicyKind } from './target.ts'

type Sources = Readonly<Record<string, string>>

/**
 * Neutron compares a field of the object with a constant to know what is shared; the models say it by a rule of the same
 * name. A rule that says nothing else keeps its meaning.
 */
const FIELD = /field:\w+:(?:\w+:)?(shared|external)=True/g

function readable(overrides: Sources): Sources {
  const entries = Object.entries(overrides).map(
    ([name, source]) => [name, source.replaceAll(FIELD, 'rule:$1')] as const,
  )
  return Object.fromEntries(entries.filter(([name, source]) => source.trim() !== `rule:${name}`))
}

const rulesIn = (source: string): readonly string[] => [...source.matchAll(/\brule:([\w.-]+)/g)].map(match => match[1]!)

/** A policy of the file that is about something that a service does. */
interface Operation {
  readonly name: string
  readonly source: string
  readonly target: PolicyTarget
}

/** What the overrides of one service mean. */
class Overrides {
  readonly faults: Fault[] = []
  /** Names that mean something in the service. */
  readonly known: readonly string[]
  /** Names of the file that mean nothing in it. */
  readonly unknown: readonly string[]
  readonly #service: Service
  readonly #rules: Sources
  /** By kind and then by verb, attribute or member. */
  readonly #replaced = new Map<string, { readonly name: string; readonly source: string }>()

  constructor(service: Service, sources: Sources) {
    this.#service = service
    const own = { ...standardRules, ...openstackRules, ...service.rules }
    const targets = policyTargets(service)
    const named = new Set(Object.values(sources).flatMap(rulesIn))
    const targetOf = (name: string) => (Object.hasOwn(own, name) ? undefined : targets.get(word(name)))
    const operations = Object.entries(sources).flatMap(([name, source]) => {
      const target = targetOf(name)
      return target === undefined ? [] : [{ name, source, target }]
    })
    this.known = [...Object.keys(own), ...targets.keys()]
    this.unknown = Object.keys(sources).filter(
      name => targetOf(name) === undefined && !Object.hasOwn(own, name) && !named.has(name),
    )
    this.#rules = { ...own, ...sources }
    this.#replace(operations)
  }

  /** Of two names for one thing the one that says more is later: `list_network` after `get_network`. */
  #replace(operations: readonly Operation[]) {
    for (const { name, source, target } of operations.toSorted((one, other) => rank(one) - rank(other))) {
      const places = 'verbs' in target ? target.verbs : [placeOf(target.occasion, target.attribute, target.member)]
      for (const place of places) this.#replaced.set(`${target.kind} ${place}`, { name, source })
    }
  }

  /** @param own the policy of the model, if it has one there */
  #policy(kind: Kind, place: string, own: Policy | undefined, about: PolicyKind): Policy | undefined {
    const replaced = this.#replaced.get(`${kind.name} ${place}`)
    const source = replaced?.source ?? own?.source
    if (source === undefined) return undefined
    const parsed = parsePolicy(source, this.#rules, about)
    const name = replaced?.name ?? `${kind.name} ${place}`
    const problems = parsed.ok ? unknownTargets(parsed.value, about) : parsed.faults.map(fault => fault.message)
    for (const detail of problems) this.faults.push(modelErrors.fault('policy.override', { name, detail }))
    return parsed.ok ? parsed.value : own
  }

  #attribute(kind: Kind, attribute: Attribute, about: PolicyKind, whole?: string): Attribute {
    const policies: Partial<Record<keyof AttributePolicies, Policy>> = {}
    for (const occasion of ['read', 'write', 'create', 'update'] as const) {
      const [outer, member] = whole === undefined ? [attribute.name] : [whole, attribute.name]
      const found = this.#policy(kind, placeOf(occasion, outer, member), attribute.policies[occasion], about)
      if (found !== undefined) policies[occasion] = found
    }
    const type = whole === undefined ? this.#type(kind, attribute.type, about, attribute.name) : attribute.type
    return { ...attribute, type, policies }
  }

  #type(kind: Kind, type: Type, about: PolicyKind, whole: string): Type {
    if (type.name === 'list') return { ...type, items: this.#type(kind, type.items, about, whole) }
    if (type.name !== 'object') return type
    return { ...type, attributes: type.attributes.map(one => this.#attribute(kind, one, about, whole)) }
  }

  #kind(kind: Kind): Kind {
    const about = aboutKind(kind, this.#service.kinds)
    const policies = Object.entries(kind.policies).map(
      ([verb, policy]) => [verb, this.#policy(kind, verb, policy, about) ?? policy] as const,
    )
    const attributes = kind.attributes.map(one => this.#attribute(kind, one, about))
    return { ...kind, policies: Object.fromEntries(policies), attributes }
  }

  service(): Service {
    const kinds = this.#service.kinds.map(kind => this.#kind(kind))
    return { ...this.#service, kinds }
  }
}

const rank = ({ name }: Operation) => (name.startsWith('list_') ? 1 : 0)

const placeOf = (occasion: string, attribute: string, member: string | undefined) =>
  [occasion, attribute, ...(member === undefined ? [] : [member])].join(' ')

function unknownTargets({ expression }: Policy, { types }: PolicyKind): readonly string[] {
  const names = targetsOf(expression).filter(name => !types?.has(name))
  return names.map(name => `there is no attribute "${name}" that is stored`)
}

/** What a policy has to know of a kind. */
function aboutKind(kind: Kind, kinds: readonly Kind[]): PolicyKind {
  const stored = kind.attributes.filter(attribute => !attribute.derived)
  const parent = kinds.find(one => one.name === kind.parent?.kind)
  return {
    ...(kind.owner === undefined ? {} : { owner: kind.owner }),
    ...(parent === undefined ? {} : { parent: parent.noun }),
    types: new Map(stored.map(({ name, type }) => [name, type.name])),
  }
}

/** A name that no service knows is most likely misspelled. */
function unknownNames(sources: Sources, services: readonly Overrides[]): readonly Fault[] {
  const known = services.flatMap(service => service.known)
  return Object.keys(sources)
    .filter(name => services.every(service => service.unknown.includes(name)))
    .map(name => {
      const meant = didYouMean(name, known)?.replace('Did', ': did') ?? ''
      return modelErrors.fault('policy.name-unknown', { name, meant })
    })
}

/**
 * The services with other policies, for a running system. Only services with a dialect have names in policy files.
 * @param file rules of oslo.policy by name, as OpenStack's policy files have them: `create_network`,
 *   `update_port:binding:host_id`, `add_router_interface`, and rules that others name. `get_…` is for lists too, unless there is
 *   a `list_…`.
 * @returns faults `policy.name-unknown`, `policy.override`: all of them
 */
export function applyPolicies(services: readonly Service[], file: Sources): Result<readonly Service[]> {
  const sources = readable(file)
  if (Object.keys(sources).length === 0) return success(services)
  const overrides = new Map(
    services
      .filter(service => service.dialect !== undefined)
      .map(service => [service, new Overrides(service, sources)] as const),
  )
  const changed = services.map(service => overrides.get(service)?.service() ?? service)
  const faults = [
    ...unknownNames(sources, [...overrides.values()]),
    ...[...overrides.values()].flatMap(one => one.faults),
  ]
  return faults.length === 0 ? success(changed) : failure(...faults)
}
