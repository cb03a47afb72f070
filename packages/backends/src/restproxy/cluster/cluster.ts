import type { Clock } from '@baryon/kit'
import type { Endpoint } from '@baryon/reconcile'
import type { Reply, Silence } from '../transport/client.ts'
import type { Verdict } from '../transport/outcome.ts'
import type { Member } from './member.ts'

export interface ClusterOptions {
  /** In the order of preference; never empty. */
  readonly members: readonly Member[]
  /** Asks one whether it is well. */
  readonly ask: (member: Member, signal: AbortSignal) => Promise<Reply>
  /** Milliseconds between two such questions, and how long an answer may take. */
  readonly every: number
  readonly deadline: number
  /** Milliseconds for which a member before the active one has to be well until it is told again; 0: never. */
  readonly back: number
  /** Answers 503 in a row after which another member is told. */
  readonly patience: number
  readonly clock: Clock
}

interface Failure {
  readonly member: Member
  readonly verdict: Verdict
}

const reasonOf = ({ outcome }: Verdict) => ('fault' in outcome ? outcome.fault.cause : undefined)
const isAway = ({ outcome }: Verdict) => outcome.result === 'again' && outcome.away

/**
 * Controllers with one state, of which one is told: the first, until it fails; then it goes to the end, and the next one stays until it fails. One
 * controller alone is a cluster too.
 */
export class Cluster {
  readonly #options: ClusterOptions
  readonly #listeners = new Set<() => void>()
  readonly #stop = new AbortController()
  /** The first is the active one. */
  #order: readonly Member[]
  #timer: NodeJS.Timeout | undefined
  #checking: Promise<void> | undefined

  constructor(options: ClusterOptions) {
    this.#options = options
    this.#order = options.members
  }

  get active(): Member {
    return this.#order[0] as Member
  }

  endpoints(): readonly Endpoint[] {
    return this.#options.members.map(member => member.endpoint(member === this.active))
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Something happened to a member that its health does not tell. */
  stir(): void {
    this.#changed()
  }

  #changed() {
    for (const listener of this.#listeners) listener()
  }

  /** @param news whether its health changed */
  #mark(member: Member, health: Endpoint['health'], reason?: string): boolean {
    const news = member.mark(health, reason)
    if (news && health === 'down' && this.#order.length > 1) member.abandon()
    return news
  }

  #activate(member: Member): boolean {
    if (member === this.active) return false
    const at = this.#order.indexOf(member)
    this.#order = [...this.#order.slice(at), ...this.#order.slice(0, at)]
    return true
  }

  /** The one that is tried after those that failed: the one that leads as they said, else the next that is not known to be down. */
  #next(tried: ReadonlySet<Member>, leader: string | undefined): Member | undefined {
    const origin = leader !== undefined && URL.canParse(leader) ? new URL(leader).origin : undefined
    const led = this.#order.find(member => member.url === origin && !tried.has(member))
    return led ?? this.#order.find(member => member.health !== 'down' && !tried.has(member))
  }

  /** What a busy member says is taken as a failure when it says so for too long, and there is another. */
  #impatient(member: Member, verdict: Verdict): Verdict {
    if (verdict.next !== 'end' || member.busy < this.#options.patience) return verdict
    return verdict.outcome.result === 'again' ? { ...verdict, next: 'member' } : verdict
  }

  /** Does something with the active member; with the others in turn where it fails. The first failure is what is said of all. */
  async run(work: (member: Member) => Promise<Verdict>, signal: AbortSignal): Promise<Verdict> {
    const failures: Failure[] = []
    const tried = new Set<Member>()
    let member: Member | undefined = this.active
    while (member) {
      tried.add(member)
      const verdict = this.#impatient(member, await work(member))
      if (verdict.next !== 'member' && verdict.next !== 'leader') {
        this.#took(member, failures)
        return verdict
      }
      failures.push({ member, verdict })
      member = signal.aborted ? undefined : this.#next(tried, verdict.leader)
    }
    return this.#failed(failures)
  }

  #took(member: Member, failures: readonly Failure[]) {
    let news = this.#mark(member, 'up')
    for (const { member: other, verdict } of failures)
      if (verdict.next === 'member') news = this.#mark(other, 'down', reasonOf(verdict)) || news
    // Another call may have gone over meanwhile: the one that works now stays
    if (failures.some(failure => failure.member === this.active)) news = this.#activate(member) || news
    if (news) this.#changed()
  }

  /** Those that are away are down; what all of them refuse to do is no fault of one of them. */
  #failed(failures: readonly Failure[]): Verdict {
    let news = false
    for (const { member, verdict } of failures)
      if (verdict.next === 'member' && isAway(verdict)) news = this.#mark(member, 'down', reasonOf(verdict)) || news
    if (news) this.#changed()
    const first = (failures[0] as Failure).verdict
    return { ...first, next: 'end' }
  }

  /** Begins to ask members regularly. */
  start(): void {
    const tick = async () => {
      await this.check(this.#stop.signal)
      if (!this.#stop.signal.aborted) this.#timer = setTimeout(tick, this.#options.every).unref()
    }
    this.#timer = setTimeout(tick, 0).unref()
  }

  /** Asks every member once; calls that come meanwhile wait for the same answers. */
  check(signal: AbortSignal): Promise<void> {
    this.#checking ??= this.#checkAll(signal).finally(() => {
      this.#checking = undefined
    })
    return this.#checking
  }

  async #checkAll(signal: AbortSignal): Promise<void> {
    const news = await Promise.all(this.#options.members.map(member => this.#checkOne(member, signal)))
    if (signal.aborted) return
    const moved = this.#choose()
    if (moved || news.includes(true)) this.#changed()
  }

  async #checkOne(member: Member, signal: AbortSignal): Promise<boolean> {
    await member.refresh()
    const patience = AbortSignal.any([signal, AbortSignal.timeout(this.#options.deadline)])
    const reply = await this.#options.ask(member, patience)
    if (signal.aborted) return false
    if ('phase' in reply) return this.#silent(member, reply)
    member.slow = 0
    return reply.status >= 500 ? this.#mark(member, 'down', `it answered ${reply.status}`) : this.#mark(member, 'up')
  }

  /** Who is slow once may be at work. */
  #silent(member: Member, { phase, reason }: Silence): boolean {
    const late = phase === 'stopped' || phase === 'late'
    member.slow = late ? member.slow + 1 : 0
    if (late && member.slow < 2 && member.health === 'up') return false
    return this.#mark(member, 'down', late ? `no answer within ${this.#options.deadline} ms` : reason)
  }

  /** Another than the active one is told when that is down, or when one before it was well for long enough. */
  #choose(): boolean {
    const { members, back, clock } = this.#options
    if (this.active.health === 'down') {
      const next = this.#order.find(member => member.health === 'up')
      return next !== undefined && this.#activate(next)
    }
    if (back === 0) return false
    const preferred = members.slice(0, members.indexOf(this.active))
    const well = preferred.find(({ health, since }) => health === 'up' && clock.now() - since >= back)
    return well !== undefined && this.#activate(well)
  }

  async close(): Promise<void> {
    this.#stop.abort()
    clearTimeout(this.#timer)
    await this.#checking?.catch(() => {})
    await Promise.all(this.#options.members.map(member => member.close()))
  }
}
