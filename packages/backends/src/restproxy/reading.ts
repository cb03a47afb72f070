import type { Found, Key, Outcome } from '@baryon/reconcile'
import type { Courier } from './cluster/courier.ts'
import type { Member } from './cluster/member.ts'
import { SharedRead } from './cluster/shared-read.ts'
import type { Dialect } from './dialects/dialect.ts'
import { restproxyErrors } from './errors.ts'
import type { Verdict } from './transport/outcome.ts'
import { readAnswer, readRequest } from './wire/read-back.ts'
import type { Capabilities } from './wire/request.ts'

/** Longest answer that is read, in characters: what a text can hold. */
const longest = 400_000_000

/** Of an answer, how much has to come until it is seen whether it is empty. */
const glance = 4096

export type Everything = readonly Found[] | Verdict

const isEmpty = (text: string) => /^\s*\[\s*\]/.test(text) || /"networks"\s*:\s*(\[\s*\]|\{\s*\})/.test(text)

const verdictOf = (outcome: Outcome): Verdict => ({ next: 'end', outcome })

/** What a controller says that it has. */
export class Reading {
  readonly #dialect: Dialect
  readonly #courier: Courier
  readonly #name: string
  readonly #shared: SharedRead<Everything>
  /** It does not serve the question, whatever its dialect says. */
  #served = true

  /** @param whole reads everything from the active member */
  constructor(name: string, dialect: Dialect, courier: Courier, whole: () => Promise<Everything>) {
    this.#name = name
    this.#dialect = dialect
    this.#courier = courier
    this.#shared = new SharedRead(whole)
  }

  get served(): boolean {
    return this.#served && this.#dialect.readBack !== undefined
  }

  /** Everything, as it was after this was asked. */
  fresh(): Promise<Everything> {
    return this.#shared.fresh()
  }

  async of(key: Key): Promise<Found | undefined | Verdict> {
    const all = await this.fresh()
    return 'next' in all ? all : all.find(found => found.key.kind === key.kind && found.key.id === key.id)
  }

  /** Everything that one member has. */
  async from(member: Member, capabilities: Capabilities, signal: AbortSignal): Promise<Everything> {
    const request = readRequest(this.#dialect)
    if (!request) throw new Error(`controllers of ${this.#dialect.name} do not tell what they have`)
    const errand = { request, intent: 'ask', capabilities, most: longest, whole: true } as const
    const { reply, verdict } = await this.#courier.send(member, errand, signal)
    if ('status' in reply && [404, 405, 501].includes(reply.status)) this.#served = false
    if (verdict.outcome.result !== 'done' || !('status' in reply)) return verdict
    return this.#parsed(capabilities, `${request.method} ${request.path}`, reply.body)
  }

  #parsed(capabilities: Capabilities, request: string, body: string): Everything {
    try {
      return readAnswer(this.#dialect, capabilities, body)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      const fault = restproxyErrors.fault('controller.unreadable', { controller: this.#name, request, reason })
      return verdictOf({ result: 'again', fault, away: false })
    }
  }

  /** Whether it has nothing at all, by a glance at the beginning of its answer. */
  async empty(member: Member, capabilities: Capabilities, signal: AbortSignal): Promise<boolean | Verdict> {
    const request = readRequest(this.#dialect)
    if (!request) return false
    const answer = await this.#courier.read(member, { request, intent: 'ask', capabilities }, signal)
    if ('phase' in answer) return this.#courier.verdict(member, request, answer)
    let text = ''
    for await (const chunk of answer.chunks) {
      text += chunk
      if (text.length >= glance) break
    }
    if (answer.status === 200) return isEmpty(text)
    return this.#courier.verdict(member, request, { ...answer, body: text })
  }
}
