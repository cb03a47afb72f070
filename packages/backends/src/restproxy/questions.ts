/** What a controller can be asked for somebody, besides what it has. */
import type { Cluster } from './cluster/cluster.ts'
import type { Courier } from './cluster/courier.ts'
import type { Dialect } from './dialects/dialect.ts'
import type { Answer } from './transport/client.ts'
import type { Verdict } from './transport/outcome.ts'
import { saysSwitch, switchRequest } from './wire/questions.ts'
import type { WireRequest } from './wire/request.ts'

interface QuestionsOptions {
  readonly dialect: Dialect
  readonly cluster: Cluster
  readonly courier: Courier
}

/** Characters of an answer that are read. */
const longest = 1_000_000

const done: Verdict = { next: 'end', outcome: { result: 'done' } }

/** Asks the active member, and the others in turn where it fails. No hash goes with a question, so it waits for nothing that is being told. */
export class Questions {
  readonly #options: QuestionsOptions

  constructor(options: QuestionsOptions) {
    this.#options = options
  }

  /** Whether it knows a switch of that name. undefined: it did not say. */
  async knowsSwitch(host: string, signal: AbortSignal): Promise<boolean | undefined> {
    const request = switchRequest(this.#options.dialect, host)
    if (request === undefined || this.#isAway()) return undefined
    let known: boolean | undefined
    await this.#ask(request, signal, ({ status, body }) => {
      if (status === 404) known = false
      else if (status >= 200 && status < 300) known = saysSwitch(body)
      return status === 404
    })
    return known
  }

  /** Every member is known to be down: that is found out by others than those who wait here. */
  #isAway(): boolean {
    return this.#options.cluster.endpoints().every(({ health }) => health === 'down')
  }

  /** @param take reads an answer; whether it is one whatever it means otherwise */
  async #ask(request: WireRequest, signal: AbortSignal, take: (answer: Answer) => boolean): Promise<Verdict> {
    const { cluster, courier } = this.#options
    const errand = { request, intent: 'ask', capabilities: new Set<string>(), most: longest } as const
    return cluster.run(async member => {
      const { reply, verdict } = await courier.send(member, errand, signal)
      return 'status' in reply && take(reply) ? done : verdict
    }, signal)
  }
}
