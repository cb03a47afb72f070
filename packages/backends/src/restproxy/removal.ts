import type { Json } from '@baryon/kit'
import type { Author, Key } from '@baryon/reconcile'
import type { Courier } from './cluster/courier.ts'
import type { Member } from './cluster/member.ts'
import type { Dialect } from './dialects/dialect.ts'
import { restproxyErrors } from './errors.ts'
import type { Reading } from './reading.ts'
import type { Reply } from './transport/client.ts'
import type { Verdict } from './transport/outcome.ts'
import type { Capabilities } from './wire/request.ts'
import { untell } from './wire/tell.ts'

interface RemovalOptions {
  readonly name: string
  readonly dialect: Dialect
  readonly courier: Courier
  readonly reading: Reading
}

const done: Verdict = { next: 'end', outcome: { result: 'done' } }

/** An answer to a removal that means nothing by itself, and whether the controller gave it. */
interface Doubt {
  readonly verdict: Verdict
  readonly own: boolean
}

/** Controllers whose failures mean nothing say the code of the failure in their words, too. */
function isItsOwn(reply: Reply): boolean {
  if (!('status' in reply)) return false
  if (reply.status < 500) return true
  try {
    return (JSON.parse(reply.body) as { readonly code?: unknown } | null)?.code === reply.status
  } catch {
    return false
  }
}

/** Takes things away from a controller, and does not believe one whose answers to that mean nothing. */
export class Removal {
  readonly #options: RemovalOptions

  constructor(options: RemovalOptions) {
    this.#options = options
  }

  async remove(
    member: Member,
    capabilities: Capabilities,
    { key, address, by }: { readonly key: Key; readonly address: Json; readonly by: Author | undefined },
    signal: AbortSignal,
  ): Promise<Verdict> {
    const { dialect, courier } = this.#options
    let doubtful: Doubt | undefined
    for (const request of untell(dialect, capabilities, key, address)) {
      const errand = {
        request,
        intent: 'remove',
        capabilities,
        hashed: true,
        about: `${key.kind}/${key.id}`,
        by,
      } as const
      const { verdict, reply } = await courier.send(member, errand, signal)
      if (verdict.next === 'look') doubtful = { verdict, own: isItsOwn(reply) }
      else if (verdict.outcome.result !== 'done') return verdict
    }
    return doubtful === undefined ? done : this.#look(doubtful, key)
  }

  /**
   * Reads back. Of a kind that is not told the answer is all there is: one that says no leaves nothing either, since it fails for what is not there,
   * and what its network had goes with that. A failure of somebody between says nothing.
   */
  async #look({ verdict, own }: Doubt, key: Key): Promise<Verdict> {
    const { dialect, reading } = this.#options
    if (!reading.served || !dialect.readable.some(kind => kind === key.kind))
      return own ? done : { ...verdict, next: 'end' }
    const found = await reading.of(key)
    if (found === undefined) return done
    if ('next' in found) return found
    if (verdict.outcome.result !== 'done') return { ...verdict, next: 'end' }
    return { next: 'end', outcome: this.#stays(key) }
  }

  #stays({ kind, id }: Key): Verdict['outcome'] {
    const { name } = this.#options
    const values = {
      controller: name,
      request: `the removal of ${kind} ${id}`,
      status: 200,
      text: ', and it is still there',
    }
    return { result: 'again', fault: restproxyErrors.fault('controller.failed', values), away: false }
  }
}
