import type { Clock } from '@baryon/kit'
import type { Dialect } from '../dialects/dialect.ts'
import { restproxyErrors } from '../errors.ts'
import type { Verdict } from '../transport/outcome.ts'
import { capabilitiesRequest, readCapabilities } from '../wire/questions.ts'
import type { Capabilities } from '../wire/request.ts'
import type { Courier } from './courier.ts'
import type { Member } from './member.ts'

interface Known {
  readonly capabilities: Capabilities
  /** Milliseconds since the epoch: from when it is asked again. */
  readonly until: number
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

/** What members said they can do; asked once, again when they were away, and now and then. */
export class Abilities {
  readonly #dialect: Dialect
  readonly #courier: Courier
  readonly #clock: Clock
  readonly #known = new Map<Member, Known>()
  /** Since when members fail at the question (milliseconds since the epoch). */
  readonly #failing = new Map<Member, number>()
  readonly #asking = new Map<Member, Promise<Capabilities | Verdict>>()

  constructor(dialect: Dialect, courier: Courier, clock: Clock) {
    this.#dialect = dialect
    this.#courier = courier
    this.#clock = clock
  }

  /** What is known now, without asking. */
  now(member: Member): Capabilities {
    return this.#known.get(member)?.capabilities ?? none
  }

  /** A verdict when nobody answers there, or somebody who does not know us. */
  of(member: Member, signal: AbortSignal): Capabilities | Promise<Capabilities | Verdict> {
    if (!this.#dialect.capabilities) return none
    const known = this.#known.get(member)
    if (known && known.until > this.#clock.now()) return known.capabilities
    const asking = this.#asking.get(member) ?? this.#ask(member, signal).finally(() => this.#asking.delete(member))
    this.#asking.set(member, asking)
    return asking
  }

  async #ask(member: Member, signal: AbortSignal): Promise<Capabilities | Verdict> {
    const request = capabilitiesRequest(this.#dialect)
    if (!request) return none
    const { reply, verdict } = await this.#courier.send(member, { request, intent: 'ask', capabilities: none }, signal)
    const settled = 'status' in reply && verdict.outcome.result !== 'denied' && verdict.next !== 'leader'
    if (!settled) return verdict
    if (reply.status >= 500 || reply.status === 429) return this.#failed(member, verdict)
    if (verdict.outcome.result === 'done' && !isJson(reply.body))
      return this.#failed(member, unreadable(member, `${request.method} ${request.path}`))
    this.#failing.delete(member)
    const capabilities = verdict.outcome.result === 'done' ? readCapabilities(reply.body) : none
    return this.#keep(member, capabilities, keep.answered)
  }

  /** What it said before holds; who never said anything is asked again, and can do nothing more when it fails for too long. */
  #failed(member: Member, verdict: Verdict): Capabilities | Verdict {
    const before = this.#known.get(member)?.capabilities
    const since = this.#failing.get(member) ?? this.#clock.now()
    this.#failing.set(member, since)
    if (before === undefined && this.#clock.now() < since + patience) return verdict
    return this.#keep(member, before ?? none, keep.failed)
  }

  #keep(member: Member, capabilities: Capabilities, milliseconds: number): Capabilities {
    this.#known.set(member, { capabilities, until: this.#clock.now() + milliseconds })
    return capabilities
  }

  /** Who was away may be another now. */
  forget(member: Member): void {
    this.#known.delete(member)
  }
}
