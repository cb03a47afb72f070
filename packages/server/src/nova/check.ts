import type { Check } from '../health/check.ts'
import type { NovaNotifier } from './notifier.ts'

/** What is said of Nova where readiness is asked: the server can serve while Nova is away, since nothing is lost. */
export function novaCheck({ away, waiting }: NovaNotifier): Check {
  if (away === undefined) return { name: 'nova', ok: true }
  const since = new Date(away.since).toISOString()
  return { name: 'nova', ok: true, detail: `it is away since ${since} (${away.reason}): ${waiting} events wait` }
}
