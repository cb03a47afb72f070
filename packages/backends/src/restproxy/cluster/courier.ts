import { randomUUID } from 'node:crypto'
import type { Clock } from '@baryon/kit'
import type { Author } from '@baryon/reconcile'
import type { Dialect } from '../dialects/dialect.ts'
import type { Answer, Reply, Sending, Silence } from '../transport/client.ts'
import { type Asked, type Intent, judge, type Verdict } from '../transport/outcome.ts'
import { headersOf } from '../wire/headers.ts'
import type { Capabilities, WireRequest } from '../wire/request.ts'
import type { Hash } from './hash.ts'
import type { Member } from './member.ts'

export interface CourierOptions {
  readonly dialect: Dialect
  readonly instance: string
  readonly clock: Clock
  /** Name of the target, in what is said of a failure. */
  readonly target: string
  readonly hash: Hash
}

export interface Errand {
  readonly request: Omit<WireRequest, 'body'> & { readonly body: string | AsyncIterable<string> }
  readonly intent: Intent
  readonly capabilities: Capabilities
  /** Whether the thing belongs to another. */
  readonly child?: boolean
  /** Of everything at once, capabilities and health no hash is told. */
  readonly hashed?: boolean
  /** Asks for everything. */
  readonly whole?: boolean
  /** What it is about, and who wanted it, for the log of the controller. */
  readonly about?: string
  readonly by?: Author | undefined
  /** Milliseconds until the answer begins, and characters of it that are kept. */
  readonly patience?: number
  readonly most?: number
}

export interface Delivered {
  readonly reply: Reply
  readonly verdict: Verdict
}

function callerOf({ user, project, roles }: Author) {
  const tenant = project === undefined ? {} : { tenant: project, tenant_id: project, project_id: project }
  return { user, user_id: user, ...tenant, ...(roles === undefined ? {} : { roles }) }
}

/** As JSON in ASCII, since a header has nothing else; without a token. */
function contextOf(resource: string, by: Author | undefined, request: string): string {
  const context = { ...(by && callerOf(by)), request_id: by?.request || request, resource }
  return JSON.stringify(context).replace(
    /[^\x20-\x7e]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** Carries requests to members: with the headers of the dialect, and with what the answer means. */
export class Courier {
  readonly #options: CourierOptions

  constructor(options: CourierOptions) {
    this.#options = options
  }

  async send(member: Member, errand: Errand, signal: AbortSignal): Promise<Delivered> {
    const reply = await member.exchange(secret => this.#sending(errand, secret), signal, errand.most)
    const verdict = judge(this.#asked(member, errand), reply)
    if ('status' in reply && this.#learns(errand)) this.#options.hash.learn(reply)
    if (verdict.outcome.result === 'diverged') this.#options.hash.forget()
    return { reply, verdict }
  }

  /** The answer as it comes. */
  read(
    member: Member,
    errand: Errand,
    signal: AbortSignal,
  ): Promise<Silence | (Answer & { readonly chunks: AsyncIterable<string> })> {
    return member.read(secret => this.#sending(errand, secret), signal)
  }

  /** What an answer that was read by {@link read} means. */
  verdict(member: Member, request: Errand['request'], reply: Reply): Verdict {
    return judge(this.#asked(member, { request, intent: 'ask', capabilities: new Set() }), reply)
  }

  #hashed({ hashed }: Errand): boolean {
    return hashed === true && this.#options.dialect.headers.hash && this.#options.hash.value !== undefined
  }

  /**
   * Who asks without a hash is answered whatever the state is: that is no sign that it is the one that was told. What was read is compared, so
   * its hash is known when there is none.
   */
  #learns(errand: Errand): boolean {
    if (errand.intent !== 'ask') return errand.hashed === true || errand.intent === 'replace'
    return errand.whole === true ? this.#options.hash.value === undefined : this.#hashed(errand)
  }

  #asked(member: Member, errand: Errand): Asked {
    const { target, dialect, clock } = this.#options
    const { method, path } = errand.request
    return {
      controller: member.name === target ? target : `${target} (${member.name})`,
      request: `${method} ${path}`,
      intent: errand.intent,
      hashed: this.#hashed(errand),
      child: errand.child === true,
      doubtful: dialect.quirks.doubtfulRemovals,
      now: clock.now(),
    }
  }

  /** Each request has its own trace, by which it is found in the logs of both sides. */
  #sending(errand: Errand, secret: string | undefined): Sending {
    const { dialect, instance, hash } = this.#options
    const { request, capabilities, about, by, patience } = errand
    const trace = randomUUID().replaceAll('-', '')
    const headers = headersOf(dialect, {
      instance,
      capabilities,
      ...(secret === undefined ? {} : { secret }),
      ...(this.#hashed(errand) && hash.value !== undefined ? { hash: hash.value } : {}),
      ...(about === undefined || !dialect.headers.context ? {} : { context: contextOf(about, by, `req-${trace}`) }),
    })
    const named = [...headers.flat(), 'traceparent', `00-${trace}-${trace.slice(8, 24)}-01`]
    return {
      ...request,
      headers: named,
      lasting: errand.intent === 'replace',
      ...(patience === undefined ? {} : { patience }),
    }
  }
}
