/** What a controller can be asked for somebody, besides what it has. */
import type { Fault } from '@baryon/kit'
import type { Desired, PathAnswer, PathAsked, Wanted } from '@baryon/reconcile'
import type { Abilities } from './cluster/abilities.ts'
import type { Cluster } from './cluster/cluster.ts'
import type { Courier } from './cluster/courier.ts'
import type { Member } from './cluster/member.ts'
import type { Dialect } from './dialects/dialect.ts'
import { restproxyErrors } from './errors.ts'
import type { Answer } from './transport/client.ts'
import type { Verdict } from './transport/outcome.ts'
import { asBody, networkBody, tenantBody } from './wire/bodies.ts'
import { pathRequest, readPath, saysSwitch, switchRequest } from './wire/questions.ts'
import type { Capabilities, WireRequest } from './wire/request.ts'

interface QuestionsOptions {
  /** Of the target. */
  readonly name: string
  readonly dialect: Dialect
  readonly cluster: Cluster
  readonly courier: Courier
  readonly abilities: Abilities
}

/** Characters of an answer that are read. */
const longest = 1_000_000

const done: Verdict = { next: 'end', outcome: { result: 'done' } }

const unreadable = (controller: string, reason: string): Fault =>
  restproxyErrors.fault('controller.unreadable', { controller, request: 'the question for a path', reason })

function pathIn(controller: string, body: string): PathAnswer {
  try {
    return { seen: readPath(body) }
  } catch (error) {
    return { fault: unreadable(controller, error instanceof Error ? error.message : String(error)) }
  }
}

const nameIn = (body: unknown, member: string, otherwise: string): string => {
  const name = (body as Readonly<Record<string, unknown>>)[member]
  return typeof name === 'string' && name !== '' ? name : otherwise
}

/** What the controller calls them: what it was told as their names. What is not known goes by its id. */
function namesOf(
  dialect: Dialect,
  capabilities: Capabilities,
  asked: PathAsked,
  { tenant, network }: Readonly<Record<'tenant' | 'network', Desired | undefined>>,
) {
  const tenantTold = tenant && tenantBody(dialect, capabilities, asBody(tenant.body))
  const networkTold = network && networkBody(dialect, capabilities, 'update', asBody(network.body))
  return {
    tenant: nameIn(tenantTold ?? {}, 'tenant_name', asked.project),
    segment: nameIn(networkTold ?? {}, 'name', asked.network),
  }
}

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
    const take = ({ status, body }: Answer) => {
      if (status === 404) known = false
      else if (status >= 200 && status < 300) known = saysSwitch(body)
      return status === 404
    }
    await this.#options.cluster.run(member => this.#send(member, request, signal, take), signal)
    return known
  }

  async path(asked: PathAsked, wanted: Wanted, signal: AbortSignal): Promise<PathAnswer> {
    const { name, abilities } = this.#options
    const [tenant, network] = await Promise.all([
      wanted({ kind: 'tenant', id: asked.project }),
      wanted({ kind: 'network', id: asked.network }),
    ])
    let answer: PathAnswer | undefined
    const { outcome } = await this.#options.cluster.run(async member => {
      const capabilities = await abilities.of(member, signal)
      if ('next' in capabilities) return capabilities
      const request = this.#pathRequest(asked, namesOf(this.#options.dialect, capabilities, asked, { tenant, network }))
      return this.#send(member, request, signal, reply => {
        if (reply.status < 200 || reply.status >= 300) return false
        answer = pathIn(name, reply.body)
        return true
      })
    }, signal)
    return answer ?? { fault: 'fault' in outcome ? outcome.fault : unreadable(name, 'It says nothing') }
  }

  #pathRequest({ source, destination }: PathAsked, names: ReturnType<typeof namesOf>): WireRequest {
    const { dialect } = this.#options
    const request = pathRequest(dialect, { ...names, source, destination })
    if (request === undefined) throw new Error(`controllers of ${dialect.name} are not asked for paths`)
    return request
  }

  /** Every member is known to be down: that is found out by others than those who wait here. */
  #isAway(): boolean {
    return this.#options.cluster.endpoints().every(({ health }) => health === 'down')
  }

  /** @param take reads an answer; whether it is one whatever it means otherwise */
  async #send(member: Member, request: WireRequest, signal: AbortSignal, take: (answer: Answer) => boolean) {
    const errand = { request, intent: 'ask', capabilities: new Set<string>(), most: longest } as const
    const { reply, verdict } = await this.#options.courier.send(member, errand, signal)
    return 'status' in reply && take(reply) ? done : verdict
  }
}
