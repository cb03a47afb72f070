import type { Canaries, Found, Key, Outcome } from '@baryon/reconcile'
import type { Courier } from './cluster/courier.ts'
import type { Member } from './cluster/member.ts'
import { SharedRead } from './cluster/shared-read.ts'
import type { Dialect } from './dialects/dialect.ts'
import { restproxyErrors } from './errors.ts'
import { BrokenOff } from './transport/client.ts'
import type { Verdict } from './transport/outcome.ts'
import { readAnswer, readRequest } from './wire/read-back.ts'
import type { Capabilities } from './wire/request.ts'

/** Longest answer that is read, in characters: what a text can hold. */
const longest = 400_000_000

/** Of an answer, how much has to come until it is seen whether it is empty. */
const glance = 4096

export type Everything = readonly Found[] | Verdict

/** Of an answer, how much is looked through for things that it acknowledged; and how long the id of one may be. */
const longestLook = 4_000_000
const longestId = 256

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

  /**
   * Whether it lost what it had: it has nothing at all, or not each of the canaries. The answer is read until that is seen.
   * @returns what it lacks; undefined: nothing, as far as it can be seen
   */
  async lacking(
    member: Member,
    capabilities: Capabilities,
    canaries: Canaries | undefined,
    signal: AbortSignal,
  ): Promise<string | undefined | Verdict> {
    const request = readRequest(this.#dialect)
    if (!request) return
    const answer = await this.#courier.read(member, { request, intent: 'ask', capabilities }, signal)
    if ('phase' in answer) return this.#courier.verdict(member, request, answer)
    const look = new Look((canaries?.keys ?? []).map(({ id }) => id))
    try {
      for await (const chunk of answer.chunks) if (look.isEnough(chunk)) break
    } catch (error) {
      if (error instanceof BrokenOff) return this.#courier.verdict(member, request, error.silence)
      throw error
    }
    const { begin, missing } = look
    if (answer.status !== 200) return this.#courier.verdict(member, request, { ...answer, body: begin })
    if (isEmpty(begin)) return 'It has nothing'
    if (missing === undefined || !(await canaries?.stand())) return
    return `It does not have "${missing}", which it acknowledged`
  }
}

/** What is seen of an answer that is not kept. */
class Look {
  /** Its beginning. */
  begin = ''
  readonly #missing: Set<string>
  #tail = ''
  #length = 0

  constructor(ids: readonly string[]) {
    this.#missing = new Set(ids)
  }

  /** The first of the ids that the answer does not have, if it was looked through. */
  get missing(): string | undefined {
    return this.#length < longestLook ? this.#missing.values().next().value : undefined
  }

  /** @returns whether the rest of the answer says nothing more */
  isEnough(chunk: string): boolean {
    if (this.begin.length < glance) this.begin += chunk
    const text = this.#tail + chunk
    for (const id of this.#missing) if (text.includes(id)) this.#missing.delete(id)
    this.#tail = text.slice(-longestId)
    this.#length += chunk.length
    return (this.#missing.size === 0 && this.#length >= glance) || this.#length >= longestLook
  }
}
