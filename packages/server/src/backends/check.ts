import type { Report } from '@baryon/reconcile'
import type { RunningBackend } from '../context.ts'
import type { Check } from '../health/check.ts'

/** How a target stands, as one reads it. */
function standing({ target, phase, since, reason, behind, refused }: Report): string {
  const why = reason === undefined ? '' : ` (${reason.message})`
  const from = phase === 'following' ? '' : ` since ${new Date(since).toISOString()}${why}`
  const lag = behind > 0 ? `, ${behind} revisions behind` : ''
  return `${target} is ${phase}${from}${lag}${refused > 0 ? `, ${refused} things refused` : ''}`
}

/** What is said of a backend where readiness is asked: the server serves while its targets are away, since nothing is lost. */
export async function backendCheck({ name, fleet }: RunningBackend): Promise<Check> {
  const reports = await fleet.report()
  return { name, ok: true, detail: reports.map(standing).join('; ') }
}
