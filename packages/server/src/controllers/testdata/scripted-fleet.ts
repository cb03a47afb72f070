/** A fleet that says what a test wants: for what a real one does not say on demand, such as a comparison that breaks off. */
import { Refusal } from '@baryon/kit'
import type { Backend, Delivery, Drift, Fleet, Key, Report, Resynced, Scope, TargetEvent } from '@baryon/reconcile'
import type { RunningBackend } from '../../context.ts'
import { controllerErrors } from '../errors.ts'

export const fault = controllerErrors.fault('controller.diff-broken', { name: 'west', reason: 'it hung up' })

export const report = (target: string, more: Partial<Report> = {}): Report => ({
  target,
  mode: 'running',
  phase: 'following',
  since: 1_000,
  endpoints: [
    { name: 'a', url: 'http://10.0.0.1:8080', active: true, health: 'up', since: 2_000, latency: 1.5 },
    { name: 'b', url: 'http://10.0.0.2:8080', active: false, health: 'down', since: 3_000, reason: 'no route' },
  ],
  breaker: 'closed',
  cursor: 7,
  head: 9,
  waiting: 1,
  behind: 2,
  oldest: 1500,
  there: 20,
  refused: 1,
  sent: 40,
  retries: 3,
  concurrency: 4,
  latency: { p50: 2, p99: 11 },
  drift: { time: 4_000, missing: 1, different: 2, surplus: 0 },
  ...more,
})

export const refused = (id: string): Delivery => ({
  key: { kind: 'port', id },
  state: 'refused',
  revision: 5,
  hash: 'h',
  address: { network: 'n' },
  parents: [{ kind: 'network', id: 'n' }],
  fault,
  time: 5_000,
})

export class ScriptedFleet {
  readonly calls: unknown[][] = []
  readonly listeners = new Set<(event: TargetEvent) => void>()
  reports: Report[]
  drifts: (Drift | Error)[] = []
  refusals: Delivery[] = []
  /** Settles when a comparison was ended by whoever asked. */
  readonly ended = Promise.withResolvers<void>()

  constructor(...targets: readonly string[]) {
    this.reports = targets.map(target => report(target))
  }

  get targets() {
    return this.reports.map(each => each.target)
  }
  async report() {
    return this.reports
  }
  async pause(target: string) {
    this.calls.push(['pause', target])
    this.reports = this.reports.map(each => (each.target === target ? { ...each, mode: 'paused', phase: 'paused' } : each))
  }
  async resume(target: string) {
    this.calls.push(['resume', target])
  }
  async drain(target: string) {
    this.calls.push(['drain', target])
  }
  async resync(target: string, scope: Scope, options: { dryRun: boolean; force: boolean }): Promise<Resynced> {
    this.calls.push(['resync', target, scope, options])
    const examples: Drift[] = [{ key: { kind: 'port', id: 'p' }, kind: 'missing' }]
    return { target, scope: scope.what, dryRun: options.dryRun, updates: 1, removals: 0, examples }
  }
  async *diff(_target: string, signal: AbortSignal): AsyncGenerator<Drift> {
    for (const drift of this.drifts) {
      if (drift instanceof Error) throw drift
      yield drift
    }
    if (this.drifts.length > 2) {
      await new Promise(resolve => signal.addEventListener('abort', resolve))
      this.ended.resolve()
    }
  }
  async deliveries(_target: string, query: { state?: string; after?: Key; limit: number }) {
    this.calls.push(['deliveries', query])
    const behind = this.refusals.filter(each => query.after === undefined || each.key.id > query.after.id)
    return behind.slice(0, query.limit)
  }
  async retry(target: string, key: Key) {
    this.calls.push(['retry', target, key])
  }
  onEvent(listener: (event: TargetEvent) => void) {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }
  tell(event: TargetEvent) {
    for (const listener of this.listeners) listener(event)
  }
}

export const broken = (): Error => new Refusal(fault)

export const running = (name: string, fleet: ScriptedFleet): RunningBackend => ({
  name,
  fleet: fleet as unknown as Fleet,
  backend: { name } as Backend,
})
