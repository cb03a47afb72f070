/**
 * The intermediate representation: what a service's YAML files mean once every name is resolved.
 * It is plain JSON, so it can be stored with the data, answered by the API and read by the CLI.
 * Emitters and the running system see nothing but this.
 */
import type { Json } from '@baryon/kit'
import type { PolicyExpression } from './policy/expression.ts'

/** Which API object is meant, across services. */
export interface KindName {
  readonly service: string
  readonly kind: string
}

export type ScalarName =
  | 'string'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'uuid'
  | 'datetime'
  | 'json'
  | 'json-text'
  | 'cidr'
  | 'ip'
  | 'mac'
  | 'fqdn'
  | 'uri'
  | 'email'
  | 'enum'

/** A scalar and its facets. Which facets a scalar knows is said in its file in `types/`. */
export interface ScalarType {
  readonly name: ScalarName
  /** Of a string: length in characters (Unicode code points). */
  readonly minLength?: number
  readonly maxLength?: number
  /** Of a string: ECMAScript regular expression (flag `u`), not anchored. */
  readonly pattern?: string
  /** Of a string: a whole number is taken too, as its decimal text. */
  readonly numbers?: true
  /** Of an integer: a dialect shows it as its decimal text. */
  readonly text?: true
  /** Of integer and number: inclusive bounds. An integer is always within ±(2^53-1). */
  readonly min?: number
  readonly max?: number
  /** Of ip and cidr: the only address family accepted. */
  readonly version?: 4 | 6
  /** Of enum. */
  readonly values?: readonly string[]
}

export interface ListType {
  readonly name: 'list'
  readonly items: Type
  readonly minItems?: number
  readonly maxItems?: number
  readonly uniqueItems?: boolean
}

/** String keys to values of one type. */
export interface MapType {
  readonly name: 'map'
  readonly values: Type
  readonly maxItems?: number
  /** Regular expression every key has to match. */
  readonly keyPattern?: string
}

/** A nested value with attributes of its own; it has no identity. */
export interface ObjectType {
  readonly name: 'object'
  readonly attributes: readonly Attribute[]
}

/** The key of another object. Allowed as an attribute's type or as the items of an attribute that is a list. */
export interface ReferenceType {
  readonly name: 'reference'
  readonly to: KindName
  readonly onDelete: 'restrict' | 'cascade' | 'null'
  /** The type of the target's key, which is what is stored. */
  readonly key: ScalarType
  /** In a dialect any text is taken: one that is no key is that of an object which is not there. */
  readonly lenient?: true
}

export type Type = ScalarType | ListType | MapType | ObjectType | ReferenceType

/** `intent` is what users ask for; `status` is what was observed. They have journal entries of their own. */
export type Plane = 'intent' | 'status'

export interface Policy {
  /** As written in the model. */
  readonly source: string
  /** With all named rules resolved. */
  readonly expression: PolicyExpression
}

/** Who may read one attribute, and who may give it: `create` and `update` where they differ, else `write` for both. */
export interface AttributePolicies {
  readonly read?: Policy
  readonly write?: Policy
  readonly create?: Policy
  readonly update?: Policy
}

export interface Attribute {
  /** Lower case with underscores; one colon may set off the name of an extension (`binding:host_id`). */
  readonly name: string
  readonly description: string
  readonly type: Type
  /** Must be given when the object is created. */
  readonly required: boolean
  /** Whether null is a value of it. A nullable attribute that was never given is null. */
  readonly nullable: boolean
  readonly default?: Json
  /** CEL over `this`; evaluated at each write, stored, never accepted from a client. */
  readonly computed?: string
  readonly plane: Plane
  /** Accepted at creation, not changed afterwards. */
  readonly immutable: boolean
  /** Never accepted from a client. */
  readonly readOnly: boolean
  /** Accepted from a client, never answered. */
  readonly writeOnly: boolean
  /** Masked in logs and in the audit journal. */
  readonly sensitive: boolean
  /** What to use instead, or why it goes. */
  readonly deprecated?: string
  /** The empty string is taken as null (clients of Gluon clear a value that way). */
  readonly emptyIsNull: boolean
  /**
   * Who may read or write this one attribute, where that is narrower than for the object. Members of an object, and of the
   * objects in a list, say who may give them; deeper ones have none.
   */
  readonly policies: AttributePolicies
  /** Kept for the service itself: stored, but neither taken from clients nor answered, filtered or sorted by. */
  readonly internal?: true
  /** Not stored: the behaviour of the kind takes it when it is given and works it out when it is answered. */
  readonly derived?: true
  /** Lists do not filter or sort by it, though its type would let them. */
  readonly unfiltered?: true
  /** Alias of the API extension that it belongs to. */
  readonly extension?: string
  /** Filled by the store: when the object was created or last changed (ISO 8601, UTC), and its revision. */
  readonly stamp?: 'created' | 'updated' | 'revision'
}

/** A set of attributes that no two objects share. Rows with a null in it are not compared. */
export interface Unique {
  readonly name: string
  readonly attributes: readonly string[]
}

export interface Index {
  readonly name: string
  readonly attributes: readonly string[]
}

/** An attribute that holds the key of another object, or a list of keys. */
export interface Reference {
  readonly attribute: string
  readonly many: boolean
  readonly to: KindName
  readonly onDelete: 'restrict' | 'cascade' | 'null'
}

/** A condition in CEL that has to be true. */
export interface Rule {
  /** CEL over `this` (the object as it will be), `old` (as it is; null at creation) and, in an action, `input`. */
  readonly expression: string
  readonly message: string
  /** The attribute to point at. */
  readonly attribute?: string
}

/** A verb beyond create, read, update and delete: `POST …/<plural>/<id>/<action>`. It changes one object as an update does. */
export interface Action {
  readonly name: string
  readonly description: string
  readonly input: readonly Attribute[]
  /** Checked before anything is changed; a false one is a conflict (409). */
  readonly requires: readonly Rule[]
  /** CEL by attribute, over `this` (before), `input` and `caller`. */
  readonly set: Readonly<Record<string, string>>
  /** Method of the URL; the default is POST. */
  readonly method?: 'GET' | 'PUT'
  /** Carried out by the behaviour of the kind, which also says what is answered; `set` is empty then. */
  readonly behaviour?: true
  /** What the behaviour answers is not its own, but the object as it is afterwards. */
  readonly answers?: 'object'
  readonly extension?: string
}

/**
 * A look-up table over the elements of a list attribute, kept by the store together with the object: no row of it has
 * a journal entry, since it follows from the object. Lists filter by elements through it, and it makes them unique.
 */
export interface ElementIndex {
  readonly name: string
  /** The attribute: a list of objects, or of scalars or references. */
  readonly list: string
  /** Members of the list's objects, in the order in which they are compared; empty for a list of scalars or references. */
  readonly attributes: readonly string[]
  /** No two elements of all objects of the kind have the same values. */
  readonly unique: boolean
}

/** An object that is made together with another one, in the same transaction. */
export interface Companion {
  readonly kind: string
  /** CEL by attribute of the companion, over `this`. */
  readonly values: Readonly<Record<string, string>>
}

/** The attributes of a port that the arbiter watches: who holds it, and what it was given. */
export interface Binding {
  readonly host: string
  readonly device: string
  /** Cleared when the port is unbound. */
  readonly vifType: string
  readonly vifDetails: string
}

export type StandardVerb = 'create' | 'list' | 'get' | 'update' | 'delete'

/** One API object. */
export interface Kind {
  readonly service: string
  readonly name: string
  readonly description: string
  /** Word of the CLI. */
  readonly noun: string
  /** URL segment and envelope of a list. */
  readonly plural: string
  /** Table name, the same in every dialect. */
  readonly table: string
  /** Key attributes, in order. */
  readonly key: readonly string[]
  /** A single uuid key is made up when a client does not give one. */
  readonly generatedKey: boolean
  /** Attribute with the project that owns the object; without one, only administrators see it unless a policy says otherwise. */
  readonly owner?: string
  /** The kind (of the same service) whose URL this one is nested below, and the attribute with its key. */
  readonly parent?: { readonly kind: string; readonly attribute: string }
  readonly attributes: readonly Attribute[]
  readonly uniques: readonly Unique[]
  readonly indexes: readonly Index[]
  readonly references: readonly Reference[]
  readonly rules: readonly Rule[]
  /** Always has the five standard verbs; actions are under `action:<name>`. */
  readonly policies: Readonly<Record<string, Policy>>
  /** Objects a project may own; -1 is unlimited. Absent: not counted. */
  readonly quota?: number
  readonly actions: readonly Action[]
  readonly companions: readonly Companion[]
  readonly binding?: Binding
  /** Anything that is deprecated says what to use instead. */
  readonly deprecated?: string
  readonly elements?: readonly ElementIndex[]
  /** Not stored: the behaviour of the kind answers lists and single objects, and carries writes out. */
  readonly virtual?: true
  /** Standard verbs that are served; absent: all. */
  readonly verbs?: readonly StandardVerb[]
  /** Where the dialect of the service has the collection, below the service or the parent (`qos/policies`); absent: `plural`. */
  readonly path?: string
  /** What the dialect wraps lists in; absent: `plural`. */
  readonly envelope?: string
  /** In the dialect, bodies of one object are not wrapped in its noun. */
  readonly bare?: true
  /** Alias of the API extension that it belongs to. */
  readonly extension?: string
}

export interface Service {
  readonly name: string
  /** URL segment `v<version>`. */
  readonly version: string
  readonly status: 'CURRENT' | 'STABLE' | 'DEPRECATED'
  readonly title: string
  readonly description: string
  /** Version of the model language it was written in. */
  readonly language: '1.0' | '2.0'
  /** API objects in the order of their declaration. */
  readonly kinds: readonly Kind[]
  /** Another API in which the service is served beside Baryon's own: its manners, and the path in front of its URLs (`/v2.0`). */
  readonly dialect?: { readonly name: ApiDialect; readonly path: string }
  /** Named policy rules of its own, by which policies are read again when some are replaced. */
  readonly rules?: Readonly<Record<string, string>>
  /** The API extensions that it announces, in the order of their declaration. */
  readonly extensions?: readonly Extension[]
}

/** `openstack`: enveloped bodies, filters, pages, errors and conversions as OpenStack's Networking service has them. */
export type ApiDialect = 'openstack'

/** A part of an API that clients ask for by its alias. */
export interface Extension {
  readonly alias: string
  readonly title: string
  readonly description: string
  /** ISO 8601 with an offset. */
  readonly updated: string
}

/** The attribute values of one object, by name, as the API shows them. */
export type Row = Readonly<Record<string, Json>>
