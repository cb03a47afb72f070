import type { Author, Desired, Key } from '@baryon/reconcile'
import type { Courier } from './cluster/courier.ts'
import type { Member } from './cluster/member.ts'
import type { Dialect } from './dialects/dialect.ts'
import { restproxyErrors } from './errors.ts'
import { Gateways } from './gateways.ts'
import type { Reading } from './reading.ts'
import { Remaking } from './remaking.ts'
import type { Intent, Verdict } from './transport/outcome.ts'
import { mayBeRemade, mustBeRemade } from './wire/remake.ts'
import type { Capabilities, Telling as How, WireRequest } from './wire/request.ts'
import { tell, untell } from './wire/tell.ts'

/** Why a thing is told: whether it acknowledged it before, and who changed it. */
export interface Cause {
  readonly known: boolean
  readonly by: Author | undefined
}

interface TellingOptions {
  readonly name: string
  readonly dialect: Dialect
  readonly courier: Courier
  readonly reading: Reading
}

const done: Verdict = { next: 'end', outcome: { result: 'done' } }

/** Things whose creation may have been taken although nobody said so; forgotten beyond so many, which costs a request each. */
const remembered = 10_000

const nameOf = ({ kind, id }: Key) => `${kind}/${id}`

/** Makes a thing at a controller what it is to be, whether it is there or not. */
export class Telling {
  readonly #options: TellingOptions
  readonly #unanswered = new Set<string>()
  readonly #gateways: Gateways
  readonly #remaking = new Remaking()
  /** Networks that were removed to be made again, until they are known to be there. */
  readonly #missing = new Set<string>()
  #tookAttachments = false

  constructor(options: TellingOptions) {
    this.#options = options
    this.#gateways = new Gateways(options.reading)
  }

  /** Whether a network was made again since this was asked last. */
  remade(): boolean {
    const remade = this.#tookAttachments
    this.#tookAttachments = false
    return remade
  }

  /** The controller may have another state now. */
  forget(): void {
    this.#gateways.forget()
    this.#unanswered.clear()
    this.#missing.clear()
  }

  async tell(
    member: Member,
    capabilities: Capabilities,
    desired: Desired,
    cause: Cause,
    signal: AbortSignal,
  ): Promise<Verdict> {
    const tell = () => this.#tell(member, capabilities, desired, cause, signal)
    if (!this.#options.dialect.quirks.gatewayStays) return tell()
    const { kind, id } = desired.key
    const networks = desired.parents.filter(parent => parent.kind === 'network').map(parent => parent.id)
    if (kind !== 'network')
      return this.#remaking.on(networks, async () => {
        const network = networks.find(one => this.#missing.has(one))
        return network === undefined ? tell() : this.#orphan(network)
      })
    const must = await this.#mustBeRemade(desired)
    if (typeof must !== 'boolean') return must
    const make = async () => {
      const verdict = await tell()
      if (verdict.outcome.result === 'done') this.#missing.delete(id)
      return verdict
    }
    return must ? this.#remade(member, capabilities, desired, signal, make) : make()
  }

  #orphan(network: string): Verdict {
    const values = { controller: this.#options.name, network }
    return { next: 'end', outcome: { result: 'orphan', fault: restproxyErrors.fault('controller.remaking', values) } }
  }

  async #tell(
    member: Member,
    capabilities: Capabilities,
    desired: Desired,
    { known, by }: Cause,
    signal: AbortSignal,
  ): Promise<Verdict> {
    const { dialect } = this.#options
    const name = nameOf(desired.key)
    const first: How = known || this.#unanswered.has(name) ? 'update' : 'create'
    const second: How = first === 'update' ? 'create' : 'update'
    const requests = tell(dialect, capabilities, first, desired)
    let verdict = await this.#send(member, capabilities, desired, requests, { how: first, by }, signal)
    if (verdict.next === 'other') {
      const others = tell(dialect, capabilities, second, desired)
      // Where making and changing are one, the answer is to both
      if (JSON.stringify(requests) !== JSON.stringify(others))
        verdict = await this.#send(member, capabilities, desired, others, { how: second, by }, signal)
    }
    this.#note(name, verdict)
    return verdict.next === 'other' ? { ...verdict, next: 'end' } : verdict
  }

  /** A creation that nobody answered is told as a change next time: that does no harm twice. */
  #note(name: string, { outcome }: Verdict) {
    const unanswered = outcome.result === 'again' && outcome.fault.code === 'controller.unanswered'
    if (unanswered && this.#unanswered.size < remembered) this.#unanswered.add(name)
    else if (!unanswered) this.#unanswered.delete(name)
  }

  async #send(
    member: Member,
    capabilities: Capabilities,
    { key, parents }: Desired,
    requests: readonly WireRequest[],
    { how, by }: { readonly how: How; readonly by: Author | undefined },
    signal: AbortSignal,
  ): Promise<Verdict> {
    for (const [index, request] of requests.entries()) {
      // Behind the first request the thing is there
      const intent: Intent = request.method === 'DELETE' ? 'remove' : index === 0 ? how : 'upsert'
      const errand = { request, intent, capabilities, child: parents.length > 0, hashed: true, about: nameOf(key), by }
      const { verdict } = await this.#options.courier.send(member, errand, signal)
      if (verdict.outcome.result !== 'done') return verdict
    }
    return done
  }

  /** A gateway that stays for ever goes with its network, which is made again. A verdict when that cannot be read. */
  async #mustBeRemade(desired: Desired): Promise<boolean | Verdict> {
    const { dialect, reading } = this.#options
    const { key } = desired
    if (!mayBeRemade(dialect, desired)) {
      this.#gateways.add(key.id)
      return false
    }
    const may = await this.#gateways.has(key.id)
    if (may !== true) return may
    const found = await reading.of(key)
    if (found !== undefined && 'next' in found) return found
    const must = found !== undefined && mustBeRemade(dialect, desired, found)
    if (!must) this.#gateways.delete(key.id)
    return must
  }

  #remade(
    member: Member,
    capabilities: Capabilities,
    { key, address }: Desired,
    signal: AbortSignal,
    make: () => Promise<Verdict>,
  ): Promise<Verdict> {
    const { dialect, courier } = this.#options
    return this.#remaking.again(key.id, async () => {
      this.#missing.add(key.id)
      for (const request of untell(dialect, capabilities, key, address)) {
        const { reply, verdict } = await courier.send(member, { request, intent: 'remove', capabilities }, signal)
        if (!('status' in reply) || reply.status === 401 || reply.status === 403) return verdict
      }
      this.#tookAttachments = true
      this.#gateways.delete(key.id)
      return make()
    })
  }
}
