/** Differences between what should be at a controller and what is, told as they are found. */
import { Refusal } from '@baryon/kit'
import type { Drift, DriftSummary } from '@baryon/reconcile'
import { controllerErrors } from './errors.ts'
import type { Controller } from './named.ts'
import { shownDrift } from './shown.ts'

type Counts = Record<Drift['kind'], number>

const line = (value: unknown): string => `${JSON.stringify(value)}\n`

/** The line that ends a comparison; without it the answer broke off. */
const endLine = (counts: Omit<DriftSummary, 'time'>): string => line({ complete: true, ...counts })

function brokenLine(name: string, error: unknown): string {
  const [fault = controllerErrors.fault('controller.diff-broken', { name, reason: 'it broke off' })] =
    error instanceof Refusal ? error.faults : []
  const { code, message, cause, next, retry } = fault
  return line({ complete: false, fault: { code, message, cause, next, retry } })
}

async function* lines(name: string, first: IteratorResult<Drift>, rest: AsyncIterator<Drift>): AsyncGenerator<string> {
  const counts: Counts = { missing: 0, different: 0, surplus: 0 }
  try {
    for (let found = first; !found.done; found = await rest.next()) {
      counts[found.value.kind]++
      yield line(shownDrift(found.value))
    }
    yield endLine(counts)
  } catch (error) {
    yield brokenLine(name, error)
  } finally {
    await rest.return?.()
  }
}

/**
 * One JSON object a line: each difference, at the end `{"complete": true, …}` with their number, or `{"complete": false, "fault": …}`.
 * The first is waited for, so that a controller that cannot be asked at all is refused with a status.
 */
export async function diffLines(
  { name, target, fleet }: Controller,
  signal: AbortSignal,
): Promise<AsyncIterable<string>> {
  const found = fleet.diff(target, signal)[Symbol.asyncIterator]()
  return lines(name, await found.next(), found)
}
