/** Which controller is meant. */
import { Refusal } from '@baryon/kit'
import type { Fleet } from '@baryon/reconcile'
import type { RunningBackend } from '../context.ts'
import { controllerErrors } from './errors.ts'

/** One target of one backend. */
export interface Controller {
  /** `<backend>/<target>`, by which it is known everywhere. */
  readonly name: string
  /** As its fleet calls it. */
  readonly target: string
  readonly backend: string
  readonly fleet: Fleet
}

/** The whole name of a target. */
export const nameOf = (backend: string, target: string): string =>
  target.startsWith(`${backend}/`) ? target : `${backend}/${target}`

/** Every controller, in the order of the backends and of their targets. */
export const controllersOf = (backends: readonly RunningBackend[]): readonly Controller[] =>
  backends.flatMap(({ name: backend, fleet }) =>
    fleet.targets.map(target => ({ name: nameOf(backend, target), target, backend, fleet })),
  )

const means = (name: string, { name: whole, target }: Controller) =>
  whole === name || target === name || whole.slice(whole.indexOf('/') + 1) === name

/** The controllers that a name may mean: whole, or without the backend. */
export function candidates(name: string, controllers: readonly Controller[]): readonly Controller[] {
  const exact = controllers.find(one => one.name === name)
  return exact === undefined ? controllers.filter(one => means(name, one)) : [exact]
}

/** @throws Refusal `controller.unknown`, `controller.ambiguous` */
export function controllerNamed(name: string, controllers: readonly Controller[]): Controller {
  const found = candidates(name, controllers)
  const [only, other] = found
  if (only !== undefined && other === undefined) return only
  if (other !== undefined) {
    const choices = found.map(one => one.name).join(', ')
    throw new Refusal(controllerErrors.fault('controller.ambiguous', { name, choices }))
  }
  const known = controllers.map(one => one.name)
  const hint = known.length > 0 ? `; there is ${known.join(', ')}` : '; no backend is configured'
  throw new Refusal(controllerErrors.fault('controller.unknown', { name, hint }))
}
