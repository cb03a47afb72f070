import { Refusal } from '@baryon/kit'
import type { Caller, Filter, Kind, Registry, Row } from '@baryon/model'
import type { Stored, Transaction } from '@baryon/store'
import { isVisible, unknownObject } from './authorize.ts'
import type { Work } from './behaviour.ts'
import type { BehaviourSet } from './behaviour-set.ts'
import type { Context } from './context.ts'
import { requested } from './create.ts'
import type { Hosts } from './hosts.ts'
import { insert } from './insert.ts'
import { type Plan, planOf } from './plan.ts'
import { clear } from './remove.ts'
import { revise } from './revise.ts'
import type { Scene } from './scene.ts'

/** A behaviour that names an attribute which is not there is a bug, not a request's fault. */
function requireNames(plan: Plan, values: Row) {
  for (const name of Object.keys(values))
    if (!plan.attributes.has(name)) throw new Error(`${plan.kind.name} has no attribute "${name}"`)
}

/** What is being done in a transaction, as the behaviours of one service see it. */
export class Doing implements Work, Scene {
  readonly registry: Registry
  readonly caller: Caller
  readonly tx: Transaction
  readonly behaviours: BehaviourSet | undefined
  readonly hosts: Hosts | undefined
  readonly asked: boolean
  readonly #context: Context
  readonly #service: string
  #unasked: Doing | undefined

  constructor(context: Context, service: string, asked: boolean) {
    this.registry = context.registry
    this.caller = context.caller
    this.tx = context.tx
    this.behaviours = context.behaviours
    this.hosts = context.hosts
    this.asked = asked
    this.#context = context
    this.#service = service
  }

  newId(): string {
    return this.#context.newId()
  }

  get unasked(): Doing {
    if (!this.asked) return this
    this.#unasked ??= new Doing(this.#context, this.#service, false)
    return this.#unasked
  }

  work(kind: Kind): Work {
    return kind.service === this.#service ? this : new Doing(this.#context, kind.service, this.asked)
  }

  kind(name: string): Kind {
    const kind = this.registry.kind({ service: this.#service, kind: name })
    if (kind === undefined) throw new Error(`the service ${this.#service} has no kind "${name}"`)
    return kind
  }

  get(kind: string, id: string): Promise<Stored | undefined> {
    return this.tx.get(this.kind(kind), id)
  }

  async visible(kind: string, id: string): Promise<Stored | undefined> {
    const stored = await this.get(kind, id)
    return stored !== undefined && isVisible(this.kind(kind), this.caller, stored.row) ? stored : undefined
  }

  list(kind: string, filter?: Filter): Promise<readonly Stored[]> {
    return this.tx.list(this.kind(kind), filter === undefined ? {} : { filter })
  }

  create(name: string, values: Row): Promise<Stored> {
    const plan = planOf(this.registry, this.kind(name))
    requireNames(plan, values)
    return insert({ plan, row: requested(plan, values, this.caller), given: values }, this.unasked)
  }

  async update(name: string, id: string, values: Row): Promise<Stored> {
    const plan = planOf(this.registry, this.kind(name))
    requireNames(plan, values)
    const stored = await this.#stored(plan.kind, id)
    return revise(stored, id, { plan, given: values, author: 'model' }, this.unasked)
  }

  async remove(name: string, id: string): Promise<void> {
    const kind = this.kind(name)
    await clear(kind, await this.#stored(kind, id), this.unasked)
  }

  async #stored(kind: Kind, id: string): Promise<Stored> {
    const stored = await this.tx.get(kind, id)
    if (stored === undefined) throw new Refusal(unknownObject(kind, id))
    return stored
  }
}
