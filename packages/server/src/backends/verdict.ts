/** What backends say of a change that stands only if they take it. */
import type { Fault } from '@baryon/kit'
import type { Entry } from '@baryon/store'
import type { RunningBackend } from '../context.ts'
import { changeOf, isChangeOf } from './source.ts'

export type Verdict =
  | { readonly state: 'taken' }
  | { readonly state: 'refused'; readonly backend: string; readonly fault: Fault }
  | { readonly state: 'late'; readonly backend: string; readonly deadline: number }
  /** The server stops: it is judged at the next start. */
  | { readonly state: 'open' }

/** The backends that are told of the change. */
export const concerned = (running: readonly RunningBackend[], entries: readonly Entry[]): readonly RunningBackend[] =>
  running.filter(({ backend }) => entries.some(isChangeOf(backend.projection.service)))

async function ask({ name, backend, fleet }: RunningBackend, entries: readonly Entry[], stopping: AbortSignal) {
  const { deadline } = backend.policy
  const changes = entries.filter(isChangeOf(backend.projection.service)).map(changeOf)
  const signal = AbortSignal.any([AbortSignal.timeout(deadline), stopping])
  const delivered = await fleet.delivered(changes, signal)
  if (delivered.state === 'late')
    return stopping.aborted ? ({ state: 'open' } as const) : ({ state: 'late', backend: name, deadline } as const)
  return delivered.state === 'refused' ? { ...delivered, backend: name } : delivered
}

const worst: readonly Verdict['state'][] = ['open', 'refused', 'late', 'taken']

/** Taken: every backend has a target that took it. */
export async function verdictOf(
  running: readonly RunningBackend[],
  entries: readonly Entry[],
  stopping: AbortSignal,
): Promise<Verdict> {
  const verdicts: readonly Verdict[] = await Promise.all(
    concerned(running, entries).map(each => ask(each, entries, stopping)),
  )
  for (const state of worst) {
    const found = verdicts.find(verdict => verdict.state === state)
    if (found !== undefined) return found
  }
  return { state: 'taken' }
}
