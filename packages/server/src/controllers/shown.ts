/** Controllers as the API shows them. */
import type { Fault, Json } from '@baryon/kit'
import type { Delivery, Drift, DriftSummary, Endpoint, Report, Resynced, TargetEvent } from '@baryon/reconcile'
import type { Controller } from './named.ts'

const instant = (milliseconds: number): string => new Date(milliseconds).toISOString()

/** Without what only the one who says it in other words needs. */
const shownFault = ({ code, message, cause, next, retry }: Fault): Json => ({ code, message, cause, next, retry })

const shownEndpoint = ({ since, ...endpoint }: Endpoint): Json => ({ ...endpoint, since: instant(since) })

const shownDriftSummary = ({ time, ...counts }: DriftSummary): Json => ({ time: instant(time), ...counts })

/** How a controller is served. */
export function shownReport({ name, backend }: Controller, report: Report): Json {
  const { target: _target, since, reason, endpoints, latency, drift, ...plain } = report
  return {
    name,
    backend,
    ...plain,
    since: instant(since),
    ...(reason === undefined ? {} : { reason: shownFault(reason) }),
    endpoints: endpoints.map(shownEndpoint),
    latency: { ...latency },
    ...(drift === undefined ? {} : { drift: shownDriftSummary(drift) }),
  }
}

/** What is known of one thing at a controller. The hash tells nobody anything. */
export function shownDelivery(delivery: Delivery): Json {
  const { key, state, revision, address, parents, fault, time } = delivery
  return {
    kind: key.kind,
    id: key.id,
    state,
    revision,
    time: instant(time),
    address,
    parents: parents.map(parent => ({ ...parent })),
    ...(fault === undefined ? {} : { fault: shownFault(fault) }),
  }
}

/** One difference. What is not there is not a member, so that null is told from nothing. */
export function shownDrift({ key, kind, fields, foreign }: Drift): Json {
  return {
    kind: key.kind,
    id: key.id,
    drift: kind,
    ...(fields === undefined
      ? {}
      : {
          fields: fields.map(({ pointer, wanted, found }) => ({
            pointer,
            ...(wanted === undefined ? {} : { wanted: wanted as Json }),
            ...(found === undefined ? {} : { found: found as Json }),
          })),
        }),
    ...(foreign === undefined ? {} : { foreign }),
  }
}

export function shownResynced({ name }: Controller, resynced: Resynced): Json {
  const { scope, dryRun, updates, removals, examples, fault } = resynced
  return {
    controller: name,
    scope,
    dry_run: dryRun,
    updates,
    removals,
    examples: examples.map(shownDrift),
    ...(fault === undefined ? {} : { fault: shownFault(fault) }),
  }
}

export const shownEvent = (controller: string, { event, time, detail }: TargetEvent): Json => ({
  controller,
  event,
  time: instant(time),
  detail,
})
