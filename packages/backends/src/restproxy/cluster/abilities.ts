import type { Clock } from '@baryon/kit'
import type { Dialect } from '../dialects/dialect.ts'
import { restproxyErrors } from '../errors.ts'
import type { Verdict } from '../transport/outcome.ts'
import { capabilitiesRequest, readCapabilities } from '../wire/questions.ts'
import type { Capabilities } from '../wire/request.ts'
import type { Courier } from './courier.ts'
import type { Member } from './member.ts'

interface Known {
  /** As it said last; undefined: it never said anything that counts. */
  readonly capabilities: Capabilities | undefined
  /** Milliseconds since the epoch: from when it is asked again. */
  readonly until: number
}

export interface AbilitiesOptions {
  readonly dialect: Dialect
  readonly courier: Courier
  readonly clock: Clock
  /** Milliseconds for which one is waited for that is not told anything now. */
  readonly patience: number
  /** What all of them can do is otherwise than it was when something was told by it. */
  readonly changed: () => void
}

/** A controller that is mended may be able to do more; one that failed at the question is asked again soon. */
const keep = { answered: 600_000, failed: 10_000 }

/** One that fails at the question for so long can do nothing more (milliseconds): what is told until then would be told in other words later. */
const patience = 10_000

const none: Capabilities = new Set()

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return text.trim() === ''
  }
}

const unreadable = ({ name }: Member, request: string): Verdict => {
  const values = { controller: name, request, reason: 'The answer is no JSON' }
  const fault = restproxyErrors.fault('controller.unreadable', values)
  return { next: 'member', outcome: { result: 'again', fault, away: false } }
}

const isSame = (one: Capabilities, other: Capabilities) =>
  one.size === other.size && [...one].every(name => other.has(name))

/**
 * What a cluster can do: what all of its members said that they can, since each of them may have to take over what was told to another. One that
 * is away counts with what it said last, and not at all if it never said anything. Members are asked once, again when they were away, and now
 * and then.
 */
export class Abilities {
  readonly #options: AbilitiesOptions
  readonly #known = new Map<Member, Known>()
  /** Since when members fail at the question (milliseconds since the epoch). */
  readonly #failing = new Map<Member, number>()
  readonly #asking = new Map<Member, Promise<Capabilities | Verdict>>()
  #members: readonly Member[] = []
  /** What all can do; undefined: it is to be worked out. */
  #shared: Capabilities | undefined
  /** What was told by it. */
  #used: Capabilities | undefined

  constructor(options: AbilitiesOptions) {
    this.#options = options
  }

  /** Of the cluster. Called before anything else. */
  join(members: readonly Member[]): void {
    this.#members = members
  }

  /** What is known now, without asking. */
  now(): Capabilities {
    this.#shared ??= this.#intersection()
    return this.#shared
  }

  #intersection(): Capabilities {
    const said = this.#members.flatMap(member => this.#known.get(member)?.capabilities ?? [])
    const [first = none, ...others] = said
    return new Set([...first].filter(name => others.every(other => other.has(name))))
  }

  /**
   * What the cluster can do, for something that a member is told.
   * @returns a verdict when nobody answers there, or somebody who does not know us
   */
  of(member: Member, signal: AbortSignal): Capabilities | Promise<Capabilities | Verdict> {
    if (!this.#options.dialect.capabilities) return none
    if (this.#hasSaid(member) && this.#members.every(one => this.#isFresh(one) || one.health === 'down'))
      return this.#use()
    return this.#gather(member, signal)
  }

  async #gather(member: Member, signal: AbortSignal): Promise<Capabilities | Verdict> {
    const own = this.#hasSaid(member) ? none : await this.#asked(member, signal)
    if ('next' in own) {
      if (!this.#failsForLong(member)) return own
      this.#note(member, none, keep.failed)
    }
    const others = this.#members.filter(one => one !== member && one.health !== 'down' && !this.#isFresh(one))
    const asked = Promise.all(others.map(one => this.refresh(one, signal)))
    // Who said something before counts with that until it answers
    if (others.some(one => this.#known.get(one)?.capabilities === undefined)) await asked
    else asked.catch(() => {})
    return this.#use()
  }

  #failsForLong(member: Member): boolean {
    const since = this.#failing.get(member)
    return since !== undefined && this.#options.clock.now() >= since + patience
  }

  #isFresh(member: Member): boolean {
    return (this.#known.get(member)?.until ?? Number.NEGATIVE_INFINITY) > this.#options.clock.now()
  }

  /** Nobody is told anything by what others can do. */
  #hasSaid(member: Member): boolean {
    return this.#isFresh(member) && this.#known.get(member)?.capabilities !== undefined
  }

  #use(): Capabilities {
    const shared = this.now()
    this.#used ??= shared
    return shared
  }

  /** Asks a member that nobody waits for, within a little while. */
  async refresh(member: Member, signal: AbortSignal): Promise<void> {
    if (!this.#options.dialect.capabilities || this.#isFresh(member)) return
    const patience = AbortSignal.any([signal, AbortSignal.timeout(this.#options.patience)])
    const said = await this.#asked(member, patience)
    if ('next' in said && !signal.aborted) this.#note(member, undefined, keep.failed)
  }

  #asked(member: Member, signal: AbortSignal): Promise<Capabilities | Verdict> {
    const asking = this.#asking.get(member) ?? this.#ask(member, signal).finally(() => this.#asking.delete(member))
    this.#asking.set(member, asking)
    return asking
  }

  async #ask(member: Member, signal: AbortSignal): Promise<Capabilities | Verdict> {
    const { dialect, courier } = this.#options
    const request = capabilitiesRequest(dialect)
    if (!request) return none
    const { reply, verdict } = await courier.send(member, { request, intent: 'ask', capabilities: none }, signal)
    const settled = 'status' in reply && verdict.outcome.result !== 'denied' && verdict.next !== 'leader'
    if (!settled) return verdict
    if (reply.status >= 500 || reply.status === 429) return this.#failed(member, verdict)
    if (verdict.outcome.result === 'done' && !isJson(reply.body))
      return this.#failed(member, unreadable(member, `${request.method} ${request.path}`))
    this.#failing.delete(member)
    const said = verdict.outcome.result === 'done' ? readCapabilities(reply.body) : none
    this.#note(member, said, keep.answered)
    return said
  }

  /** What it said before holds. */
  #failed(member: Member, verdict: Verdict): Capabilities | Verdict {
    this.#failing.set(member, this.#failing.get(member) ?? this.#options.clock.now())
    const before = this.#known.get(member)?.capabilities
    if (before !== undefined) this.#note(member, before, keep.failed)
    return before ?? verdict
  }

  /** @param said undefined: nothing that counts, so that what was said before does */
  #note(member: Member, said: Capabilities | undefined, patience: number) {
    const capabilities = said ?? this.#known.get(member)?.capabilities
    this.#known.set(member, { capabilities, until: this.#options.clock.now() + patience })
    this.#shared = undefined
    const shared = this.now()
    if (this.#used === undefined || isSame(this.#used, shared)) return
    this.#used = shared
    this.#options.changed()
  }

  /** Who was away may be another now: it is asked again, and counts with what it said until then. */
  forget(member: Member): void {
    const capabilities = this.#known.get(member)?.capabilities
    this.#known.set(member, { capabilities, until: Number.NEGATIVE_INFINITY })
  }
}
