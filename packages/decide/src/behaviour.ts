/**
 * What a service does beyond its model, in TypeScript. A behaviour is looked up by the name of its kind; every hook is
 * optional. Hooks run inside the transaction of the request and await nothing but what they are given: no I/O, no timers.
 * They refuse by throwing a {@link Refusal} of the service's own error table.
 */
import type { FaultTable, Json } from '@baryon/kit'
import type { Caller, Filter, Kind, Registry, Row, Service } from '@baryon/model'
import type { Reader, Stored, Transaction } from '@baryon/store'
import type { Context } from './context.ts'

/** A row that is being made. */
export type Draft = Record<string, Json>

/** What a behaviour may use while a change is decided. What it does here is the model's own doing: no policy is asked. */
export interface Work extends Context {
  /** A kind of the behaviour's service. @throws Error for a name without one */
  kind(name: string): Kind
  get(kind: string, id: string): Promise<Stored | undefined>
  /** The object, if it is there and the caller of the request may see it. */
  visible(kind: string, id: string): Promise<Stored | undefined>
  list(kind: string, filter?: Filter): Promise<readonly Stored[]>
  /**
   * Creates an object as a request would: defaults, hooks, references, quota, companions. Internal and read-only attributes
   * may be given. Values are in canonical form.
   */
  create(kind: string, values: Row): Promise<Stored>
  /** Changes what is given of an object, with hooks, references and rules; read-only and immutable attributes may be given. */
  update(kind: string, id: string, values: Row): Promise<Stored>
  /** Deletes an object with its hooks and cascade. */
  remove(kind: string, id: string): Promise<void>
  /** Whether the change was asked for by a request; false for what another behaviour does by create, update and remove. */
  readonly asked: boolean
}

/** What a behaviour may use while something is answered. */
export interface Sight {
  readonly registry: Registry
  readonly caller: Caller
  readonly read: Pick<Reader, 'count' | 'elements' | 'countElements'> & {
    get(kind: Kind, id: string): Promise<Stored | undefined>
    list(kind: Kind, query: Parameters<Transaction['list']>[1]): Promise<readonly Stored[]>
  }
  kind(name: string): Kind
}

/** Attributes that are worked out when an object is answered. */
export interface Derivation {
  /**
   * The values of the kind's derived attributes for each row, in the order of the rows. Called once for a page of a list, so
   * that it can read for all rows at once; answers at once where nothing has to be read.
   * @param wanted the derived attributes that are answered
   */
  load(rows: readonly Row[], sight: Sight, wanted: ReadonlySet<string>): readonly Row[] | Promise<readonly Row[]>
  /** Stored attributes that a row says nothing by, which are left out of its answer. */
  hides?(row: Row): readonly string[]
  /** Filters by a derived attribute, or by a parameter that is no attribute; values as they stand in the URL. */
  readonly filters?: Readonly<Record<string, (values: readonly string[], sight: Sight) => Filter | Promise<Filter>>>
}

/** The parameters of a URL as they stand in it, by name. */
export type UrlParameters = ReadonlyMap<string, readonly string[]>

/** Objects that are not stored. A verb without its function is not there (405). */
export interface VirtualObjects {
  /** @param parameters for filters that change what the objects say; what else they ask for is done with what is answered */
  list?(sight: Sight, parent?: string, parameters?: UrlParameters): Promise<readonly Row[]>
  /** Runs in a transaction, since reading may make what is read (`auto-allocated-topology`). */
  get?(id: string, work: Work, parent?: string, parameters?: UrlParameters): Promise<Row | undefined>
  /** @returns what is answered; undefined: null */
  create?(given: Row, work: Work, parent?: string): Promise<Row | undefined>
  update?(id: string, given: Row, work: Work, parent?: string): Promise<Row>
  remove?(id: string, work: Work, parent?: string): Promise<void>
}

export interface Behaviour {
  /**
   * Fills internal attributes that policies look at (the owner of a port's network), before the policy is asked.
   * @param given what the caller gave, with derived attributes; canonical
   */
  prepare?(row: Draft, given: Row, work: Work): Promise<void> | void
  /** Completes and checks the new object in place, once the policy has let it pass. References and the quota are checked after it. */
  create?(row: Draft, given: Row, work: Work): Promise<void> | void
  /** After the object is there: what follows from it. @returns the object if what it did has changed it */
  created?(stored: Stored, given: Row, work: Work): Promise<Stored | undefined> | Promise<void> | void
  /** Completes and checks the changed object in place, after what was given is in it and before the policy sees the result. */
  update?(row: Draft, old: Row, given: Row, work: Work): Promise<void> | void
  /** After a change was written; not called when nothing differs and no derived attribute was given. */
  updated?(stored: Stored, old: Row, given: Row, work: Work): Promise<Stored | undefined> | Promise<void> | void
  /** Before the object goes, in a cascade too: refuses it, or clears away what belongs to it. */
  remove?(row: Row, work: Work): Promise<void> | void
  removed?(row: Row, work: Work): Promise<void> | void
  /** Actions of the model that say `behaviour: true`, by name. @returns what is answered; undefined: nothing (204) */
  readonly actions?: Readonly<Record<string, (stored: Stored, input: Row, work: Work) => Promise<Json | undefined>>>
  readonly derived?: Derivation
  /**
   * Before a list of stored objects is read: what has to be made first, to be run in a transaction; undefined, nothing.
   * A refusal while it is made leaves the list without it.
   * @param parameters of the URL
   */
  listing?(sight: Sight, parameters: UrlParameters): Promise<((work: Work) => Promise<void>) | undefined>
  readonly virtual?: VirtualObjects
}

/** The behaviours of one service. `behaviour/index.ts` in its folder exports `behaviour: (settings) => ServiceBehaviour`. */
export interface ServiceBehaviour {
  /** By the name of the kind. */
  readonly kinds: Readonly<Record<string, Behaviour>>
  readonly errors: FaultTable<string>
  /** Before the first request, in a transaction of its own: makes what is there because the settings say so. */
  start?(work: Work): Promise<void>
  /** After that, where it is asked for: makes something to try the service on, unless there is something already. @param project that owns it */
  demo?(work: Work, project: string): Promise<void>
  /** How many objects of a kind the project may own, -1 is any number; undefined: what the model says. */
  limit?(kind: Kind, project: string, work: Work): Promise<number | undefined>
  /** Aliases of extensions that are not served as things are set: they are not announced, and what belongs to them is neither taken nor answered. */
  readonly unserved?: readonly string[]
  /** What the error for an object that is not there is called and says, by kind; absent: `<Kind>NotFound`, `<Kind> <id> could not be found.` */
  readonly missing?: Readonly<Record<string, { readonly name: string; readonly message: (id: string) => string }>>
}

/** What `behaviour/index.ts` of a service exports. */
export interface BehaviourModule {
  /** JSON Schema (2020-12) of the service's settings: each with a default and a description. */
  readonly settings?: Json
  /** @param settings checked, with all defaults */
  behaviour(settings: Row, service: Service): ServiceBehaviour
}
