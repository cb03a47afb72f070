/** Whether anybody would take a change now. */
import type { Fault } from '@baryon/kit'
import type { Report } from '@baryon/reconcile'
import type { RunningBackend } from '../context.ts'
import { serverErrors } from '../errors.ts'

/** Phases in which nothing is told, whatever is wanted. */
const silent: readonly Report['phase'][] = ['paused', 'draining', 'denied', 'braked']

const isServed = ({ mode, phase, breaker }: Report): boolean =>
  mode === 'running' && !silent.includes(phase) && !(phase === 'away' && breaker === 'open')

const why = ({ target, phase, reason }: Report): string =>
  `${target} is ${phase}${reason === undefined ? '' : `: ${reason.message}`}`

/** Keeps in mind whether a target of a backend is served: asked with every write, it is looked up only after something has happened. */
export class Service {
  readonly #running: RunningBackend
  readonly #stopListening: () => void
  #known: Promise<Fault | undefined> | undefined

  constructor(running: RunningBackend) {
    this.#running = running
    this.#stopListening = running.fleet.onEvent(() => {
      this.#known = undefined
    })
  }

  /** What keeps every target from taking a change; undefined: nothing. */
  async fault(): Promise<Fault | undefined> {
    const { fleet, backend, name } = this.#running
    const behind = fleet.backlog()
    if (behind >= backend.limits.highWater)
      return serverErrors.fault('commit.behind', { backend: name, behind, limit: backend.limits.highWater })
    this.#known ??= this.#look()
    const known = this.#known
    const fault = await known
    // Somebody may come back without a word: who is missing is looked for each time.
    if (fault !== undefined && this.#known === known) this.#known = undefined
    return fault
  }

  async #look(): Promise<Fault | undefined> {
    const { fleet, name } = this.#running
    const reports = await fleet.report()
    if (reports.some(isServed)) return undefined
    return serverErrors.fault('commit.away', {
      backend: name,
      reason: reports.map(why).join('; ') || 'it has no target',
    })
  }

  stop(): void {
    this.#stopListening()
  }
}
