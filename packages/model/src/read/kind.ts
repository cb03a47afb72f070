import type { Report } from '../check/diagnostic.ts'
import type { Attribute, Kind, StandardVerb } from '../ir.ts'
import { readActions, readBinding, readCompanions, readRules } from './behaviour.ts'
import { readElements, readIndexes, readReferences, readUniques } from './constraints.ts'
import type { TypeContext } from './context.ts'
import { gluonBinding, gluonCompanions, gluonStamps, interfaceAttribute } from './gluon.ts'
import { attributeEntries, type Inherited } from './inherit.ts'
import { findMixin, keyAttribute } from './mixins.ts'
import { flagAt, itemsOf, member, type Node, numberAt, textAt, textOf } from './node.ts'
import { objectAttribute } from './object-attribute.ts'
import { type Parent, parentReference, readParent } from './parent.ts'
import { type ObjectPolicies, objectPolicies, standardVerbs } from './policies.ts'
import { tableName } from './table-name.ts'
import { declaredKey, implicitKey, type ServiceView, type World } from './world.ts'

/** Attributes that hold the project an object belongs to; the first one an object has is it. */
const OWNERS = ['tenant_id', 'project_id']

export const ownerOf = (object: Inherited): string | undefined =>
  OWNERS.find(name => attributeEntries(object.node).some(attribute => attribute.name === name))

/** A mixin that an extension of the service is about. */
const withExtension = (mixin: string, { draft }: ServiceView): readonly Attribute[] => {
  const found = [...draft.extensions.values()].find(({ node }) => textAt(node, 'mixin') === mixin)
  const attributes = findMixin(mixin)?.attributes ?? []
  return found === undefined ? attributes : attributes.map(one => ({ ...one, extension: found.name }))
}

function mixedIn(object: Inherited, declared: readonly Attribute[], view: ServiceView): Attribute[] {
  const names = new Set(itemsOf(member(object.node, 'mixins')).flatMap(item => textOf(item) ?? []))
  const taken = new Set(declared.map(attribute => attribute.name))
  return [...names].flatMap(name => withExtension(name, view)).filter(attribute => !taken.has(attribute.name))
}

/** Declared attributes, a key where none is declared, mixins and stamps, in this order. */
function allAttributes(object: Inherited, context: TypeContext, policies: ObjectPolicies): Attribute[] {
  const declared = attributeEntries(object.node).flatMap(one => objectAttribute(one, context, policies.attribute) ?? [])
  const key = declaredKey(object).length > 0 ? [] : [keyAttribute(implicitKey(object))]
  const named = key.filter(attribute => !declared.some(other => other.name === attribute.name))
  const all = [...named, ...declared, ...mixedIn(object, declared, context.view)]
  return [...all, ...gluonStamps(object, all)]
}

interface Identity {
  readonly key: readonly string[]
  readonly generatedKey: boolean
  readonly owner: string | undefined
  readonly parent: Parent | undefined
}

/** A single uuid key that need not be given is made up; every other key has to be given. */
function isGenerated(key: readonly string[], attributes: readonly Attribute[]): boolean {
  const only = key.length === 1 ? attributes.find(attribute => attribute.name === key[0]) : undefined
  return only !== undefined && only.type.name === 'uuid' && !only.required && only.default === undefined
}

/** What makes an object itself, and says whose it is and where it hangs, never changes afterwards. */
function fixed(attribute: Attribute, { key, generatedKey, owner, parent }: Identity): Attribute {
  const isKey = key.includes(attribute.name)
  const required =
    isKey && attribute.default === undefined && attribute.computed === undefined ? !generatedKey : attribute.required
  const immutable = isKey || attribute.name === owner || attribute.name === parent?.attribute || attribute.immutable
  const nullable = isKey ? false : attribute.nullable
  return { ...attribute, required, immutable, nullable }
}

/** The verbs that are served; undefined: all of them. */
function servedVerbs(api: Node | undefined): readonly StandardVerb[] | undefined {
  const list = member(api, 'verbs')
  if (list === undefined) return undefined
  const written = itemsOf(list).flatMap(item => textOf(item) ?? [])
  const served = standardVerbs.filter(verb => written.includes(verb))
  return served.length === standardVerbs.length ? undefined : served
}

type Served = Pick<Kind, 'virtual' | 'verbs' | 'path' | 'envelope' | 'bare' | 'extension'>

/** How the object is served, where that is not as usual. */
function readServed(api: Node | undefined): Served {
  const path = textAt(api, 'path')
  const extension = textAt(api, 'extension')
  const envelope = textAt(api, 'envelope')
  const verbs = servedVerbs(api)
  return {
    ...(flagAt(api, 'virtual') === true ? { virtual: true } : {}),
    ...(verbs === undefined ? {} : { verbs }),
    ...(path === undefined ? {} : { path }),
    ...(envelope === undefined ? {} : { envelope }),
    ...(flagAt(api, 'bare') === true ? { bare: true } : {}),
    ...(extension === undefined ? {} : { extension }),
  }
}

/** Turns an API object, with all it extends, into its resolved form. Faults go into the report; what can be read is read. */
export function readKind(object: Inherited, world: World, view: ServiceView, report: Report): Kind {
  const { name, language } = object.declaration
  const context: TypeContext = { world, view, report, language, abstract: false }
  const owner = ownerOf(object)
  const policies = objectPolicies(object, view, owner, report)
  const found = allAttributes(object, context, policies)
  const parent = readParent(object, found, world, view, report)
  const declared = declaredKey(object)
  const key = declared.length > 0 ? declared : [implicitKey(object)]
  const identity: Identity = { key, generatedKey: isGenerated(key, found), owner, parent }
  const attributes = found
    .map(one => (one.name === parent?.attribute ? parentReference(one, parent, object, world, view, report) : one))
    .map(one => fixed(interfaceAttribute(object, one, view), identity))
  const api = member(object.node, 'api')
  const noun = textAt(api, 'name') ?? name.toLowerCase()
  const quota = numberAt(object.node, 'quota')
  const binding = readBinding(object.node) ?? gluonBinding(object, attributes)
  const deprecated = textAt(object.node, 'deprecated')
  const elements = readElements(object)
  const served = readServed(api)
  return {
    service: view.draft.name,
    name,
    description: textAt(object.node, 'description')?.trim() ?? '',
    noun,
    plural: textAt(api, 'plural_name') ?? `${noun}s`,
    table: tableName(view.draft.name, name),
    key,
    generatedKey: identity.generatedKey,
    ...(owner === undefined ? {} : { owner }),
    ...(parent === undefined ? {} : { parent }),
    attributes,
    uniques: readUniques(object, attributes, owner),
    indexes: readIndexes(object, attributes),
    references: served.virtual ? [] : readReferences(attributes),
    rules: readRules(member(object.node, 'rules')),
    policies: policies.all(),
    ...(quota === undefined ? {} : { quota }),
    actions: readActions(object.node, context),
    companions: [...gluonCompanions(object, view), ...readCompanions(object.node)],
    ...(binding === undefined ? {} : { binding }),
    ...(deprecated === undefined ? {} : { deprecated }),
    ...(elements.length === 0 ? {} : { elements }),
    ...served,
  }
}
