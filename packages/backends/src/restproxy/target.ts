import type { Clock, Json } from '@baryon/kit'
import type { Author, Canaries, Description, Desired, Endpoint, Found, Key, Outcome, Target } from '@baryon/reconcile'
import { Blame } from './blame.ts'
import { Abilities } from './cluster/abilities.ts'
import { Cluster } from './cluster/cluster.ts'
import { Courier, type Errand } from './cluster/courier.ts'
import { Hash } from './cluster/hash.ts'
import { Member } from './cluster/member.ts'
import { Serial } from './cluster/serial.ts'
import type { Configuration, Controller } from './config/load.ts'
import type { Dialect } from './dialects/dialect.ts'
import { restproxyErrors } from './errors.ts'
import { Questions } from './questions.ts'
import { type Everything, Reading } from './reading.ts'
import { Removal } from './removal.ts'
import { Telling } from './telling.ts'
import type { Verdict } from './transport/outcome.ts'
import { healthRequest } from './wire/questions.ts'
import type { Capabilities } from './wire/request.ts'
import { topologyBody, topologyRequest } from './wire/topology.ts'

export interface TargetOptions {
  /** Of what is kept about it; stays the same when controllers change. */
  readonly name: string
  readonly controllers: readonly Controller[]
  readonly configuration: Configuration
  readonly dialect: Dialect
  readonly clock: Clock
}

/** Answers of a controller that does not know the question, whatever its dialect says. */
const unserved: ReadonlySet<number> = new Set([404, 405, 501])

const done: Outcome = { result: 'done' }

/** A controller, or a cluster of them that share what they are told. */
export class RestTarget implements Target {
  readonly name: string
  /** There, if controllers of the dialect can tell. */
  readonly intact?: NonNullable<Target['intact']>
  readonly read?: NonNullable<Target['read']>
  readonly readOne?: NonNullable<Target['readOne']>
  /** There, if controllers of the dialect have the question. */
  readonly testPath?: NonNullable<Target['testPath']>
  /** There, if they take everything at once. */
  readonly replace?: NonNullable<Target['replace']>
  readonly #options: TargetOptions
  readonly #dialect: Dialect
  readonly #cluster: Cluster
  readonly #courier: Courier
  readonly #abilities: Abilities
  readonly #questions: Questions
  readonly #reading: Reading
  readonly #telling: Telling
  readonly #removal: Removal
  readonly #hash = new Hash()
  readonly #serial = new Serial()
  readonly #blame = new Blame()
  readonly #stop = new AbortController()
  /** Why it is to be compared; said once. */
  #doubt: string | undefined
  /** Whether there should be something, as far as this process knows. */
  #held = true
  /** It takes everything at once, as far as it said. */
  #bulk = true

  constructor(options: TargetOptions) {
    const { name, dialect, clock, configuration } = options
    this.name = name
    this.#options = options
    this.#dialect = dialect
    this.#doubt = configuration.syncOnStart ? 'It is compared at each start, as configured' : undefined
    this.#courier = new Courier({ dialect, instance: configuration.instance, clock, target: name, hash: this.#hash })
    this.#abilities = new Abilities({
      ...{ dialect, courier: this.#courier, clock, patience: configuration['health.deadline'] },
      changed: () => this.#otherwiseAble(),
    })
    const made = this.#members()
    this.#abilities.join(made.members)
    this.#cluster = new Cluster({ ...made, ask: (member, signal) => this.#ask(member, signal), clock })
    this.#questions = new Questions({
      name,
      dialect,
      cluster: this.#cluster,
      courier: this.#courier,
      abilities: this.#abilities,
    })
    this.#reading = new Reading(name, dialect, this.#courier, () => this.#readAll(this.#stop.signal))
    this.#telling = new Telling({ name, dialect, courier: this.#courier, reading: this.#reading })
    this.#removal = new Removal({ name, dialect, courier: this.#courier, reading: this.#reading })
    const tells = dialect.readBack !== undefined
    if (tells || dialect.headers.hash || configuration.syncOnStart)
      this.intact = (signal, canaries) => this.#intact(signal, canaries)
    if (tells) {
      this.read = signal => this.#read(signal)
      this.readOne = (key, _address, signal) => this.#readOne(key, signal)
    }
    if (dialect.paths) this.testPath = (asked, wanted, signal) => this.#questions.path(asked, wanted, signal)
    const request = topologyRequest(dialect)
    if (request) this.replace = (all, _reason, signal) => this.#replace(request, all, signal)
  }

  #members() {
    const { configuration, controllers, clock } = this.#options
    const deadlines = {
      connect: configuration['deadlines.connect'],
      answer: configuration['deadlines.answer'],
      body: configuration['deadlines.body'],
    }
    // Two more for questions while all calls are under way
    const connections = configuration['limits.concurrency'] + 2
    return {
      members: controllers.map(
        controller => new Member({ controller, deadlines, connections, clock, broken: () => this.#cluster.stir() }),
      ),
      every: configuration['health.every'],
      deadline: configuration['health.deadline'],
      back: configuration['failover.back'],
      patience: configuration['failover.patience'],
    }
  }

  /** Names and places of what was told depend on what members can do. */
  #otherwiseAble() {
    this.#doubt ??= 'The members can do other things together than before'
    this.#cluster.stir()
  }

  begins(holds: boolean): void {
    this.#held = holds
    if (holds) this.#hash.poison()
  }

  /** Begins to look after its members. */
  start(): void {
    this.#cluster.start()
  }

  describe(): Description {
    const { configuration } = this.#options
    return {
      kinds: this.#dialect.kinds,
      readable: this.#reading.served ? this.#dialect.readable : [],
      bulk: this.#bulk && this.replace !== undefined,
      concurrency: this.#checked(this.#abilities.now()) ? 1 : configuration['limits.concurrency'],
    }
  }

  /** Whether each answer depends on the one before: then there is one call at a time. */
  #checked(capabilities: Capabilities): boolean {
    return this.#dialect.headers.hash && capabilities.has('consistency')
  }

  /** Does something with a member whose capabilities are known. */
  async #run(
    work: (member: Member, capabilities: Capabilities) => Promise<Verdict>,
    signal: AbortSignal,
  ): Promise<Outcome> {
    const verdict = await this.#cluster.run(async member => {
      const capabilities = await this.#abilities.of(member, signal)
      if ('next' in capabilities) return capabilities
      return this.#checked(capabilities)
        ? this.#serial.run(() => work(member, capabilities))
        : work(member, capabilities)
    }, signal)
    if (verdict.outcome.result === 'again' && verdict.outcome.away) this.#abilities.forget(this.#cluster.active)
    return verdict.outcome
  }

  async update(desired: Desired, signal: AbortSignal, known = false, by?: Author): Promise<Outcome> {
    const outcome = await this.#run(
      (member, capabilities) => this.#telling.tell(member, capabilities, desired, { known, by }, signal),
      signal,
    )
    if (outcome.result === 'done') this.#held = true
    this.#blame.heard(desired.key, desired.address, outcome)
    if (this.#telling.remade()) this.#doubt = 'A network was removed and made again, and its attachments went with it'
    return outcome
  }

  async remove(key: Key, address: Json, signal: AbortSignal, by?: Author): Promise<Outcome> {
    const outcome = await this.#run(
      (member, capabilities) => this.#removal.remove(member, capabilities, { key, address, by }, signal),
      signal,
    )
    this.#blame.heard(key, address, outcome)
    return outcome
  }

  /** All members are asked, so that another one takes over if the active one is down. */
  async probe(signal: AbortSignal): Promise<Outcome> {
    await this.#cluster.check(signal)
    return this.#run((member, capabilities) => this.#send(member, this.#healthErrand(capabilities), signal), signal)
  }

  /** Whether it knows a virtual switch of that name. undefined: it did not say. */
  knowsSwitch(host: string, signal: AbortSignal): Promise<boolean | undefined> {
    return this.#questions.knowsSwitch(host, signal)
  }

  #healthErrand(capabilities: Capabilities): Errand {
    const patience = this.#options.configuration['health.deadline']
    return { request: healthRequest(this.#dialect), intent: 'ask', capabilities, patience }
  }

  async #ask(member: Member, signal: AbortSignal) {
    const before = member.health
    const { reply } = await this.#courier.send(member, this.#healthErrand(this.#abilities.now()), signal)
    if (before === 'down' && 'status' in reply) {
      this.#abilities.forget(member)
      await this.#abilities.refresh(member, signal)
    }
    return reply
  }

  /** Where there is no question about health, whoever answers is well. */
  async #send(member: Member, errand: Errand, signal: AbortSignal): Promise<Verdict> {
    const { reply, verdict } = await this.#courier.send(member, errand, signal)
    const answered = 'status' in reply && [400, 404, 405].includes(reply.status)
    return answered && errand.intent === 'ask' ? { next: 'end', outcome: done } : verdict
  }

  /** By the hash where the controller has one; else a controller that can tell is not to be empty, nor to lack what it acknowledged. */
  async #intact(signal: AbortSignal, canaries?: Canaries): Promise<Outcome> {
    const { name } = this
    const diverged = (reason: string): Outcome => ({
      result: 'diverged',
      fault: restproxyErrors.fault('controller.diverged', { controller: name, reason }),
    })
    const doubt = this.#doubt
    this.#doubt = undefined
    if (doubt !== undefined) return diverged(doubt)
    return this.#run(async (member, capabilities) => {
      if (this.#checked(capabilities))
        return this.#send(member, { ...this.#healthErrand(capabilities), hashed: true }, signal)
      if (!this.#reading.served || !this.#held) return { next: 'end', outcome: done }
      const lacking = await this.#reading.lacking(member, capabilities, canaries, signal)
      if (typeof lacking === 'object') return lacking
      if (lacking === undefined) return { next: 'end', outcome: done }
      this.#held = false
      this.#telling.forget()
      return { next: 'end', outcome: diverged(lacking) }
    }, signal)
  }

  async #readAll(signal: AbortSignal): Promise<Everything> {
    let found: readonly Found[] = []
    const outcome = await this.#run(async (member, capabilities) => {
      const all = await this.#reading.from(member, capabilities, signal)
      if ('next' in all) return all
      found = all
      return { next: 'end', outcome: done }
    }, signal)
    return outcome.result === 'done' ? found : { next: 'end', outcome }
  }

  async *#read(signal: AbortSignal): AsyncIterable<Found | 'complete'> {
    const all = await this.#readAll(signal)
    if ('next' in all) return
    yield* all
    yield 'complete'
  }

  async #readOne(key: Key, signal: AbortSignal): Promise<Found | 'absent' | Outcome> {
    if (!this.describe().readable.includes(key.kind)) {
      const reason = `Controllers of ${this.#dialect.name} do not tell what they have of ${key.kind}`
      const fault = restproxyErrors.fault('controller.unreadable', { controller: this.name, request: key.kind, reason })
      return { result: 'refused', fault }
    }
    const all = await this.#readAll(signal)
    if ('next' in all) return all.outcome
    return all.find(found => found.key.kind === key.kind && found.key.id === key.id) ?? 'absent'
  }

  /** One request; its body is made as it is sent, so it is not sent twice. */
  async #replace(
    request: NonNullable<ReturnType<typeof topologyRequest>>,
    all: AsyncIterable<Desired>,
    signal: AbortSignal,
  ): Promise<Outcome> {
    const patience = this.#options.configuration['deadlines.topology']
    let begun = false
    const outcome = await this.#run(async (member, capabilities) => {
      if (begun) return { next: 'end', outcome: this.#unfinished() }
      const body = topologyBody(
        this.#dialect,
        watched(all, () => {
          begun = true
        }),
        this.#blame.tenant === undefined ? { capabilities } : { capabilities, triggeredBy: this.#blame.tenant },
      )
      const errand: Errand = { request: { ...request, body }, intent: 'replace', capabilities, patience }
      const { reply, verdict } = await this.#courier.send(member, errand, signal)
      if ('status' in reply && unserved.has(reply.status)) this.#bulk = false
      return verdict
    }, signal)
    this.#telling.forget()
    this.#held = true
    if (outcome.result === 'done') this.#blame.clear()
    return outcome
  }

  #unfinished(): Outcome {
    const values = { controller: this.name, reason: 'Everything at once is made anew for another member' }
    return { result: 'again', fault: restproxyErrors.fault('controller.stopped', values), away: false }
  }

  endpoints(): readonly Endpoint[] {
    return this.#cluster.endpoints()
  }

  onChange(listener: () => void): () => void {
    return this.#cluster.onChange(listener)
  }

  async close(): Promise<void> {
    this.#stop.abort()
    await this.#cluster.close()
  }
}

async function* watched<T>(all: AsyncIterable<T>, begin: () => void): AsyncIterable<T> {
  begin()
  yield* all
}
