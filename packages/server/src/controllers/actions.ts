/** What an administrator makes a controller do. Each can be tried first, and answers then what it would do. */
import type { Json } from '@baryon/kit'
import type { Delivery, Fleet, Key, Mode, Report } from '@baryon/reconcile'
import { granted } from '../resources/write.ts'
import type { Controller } from './named.ts'
import { readMode, readResync, readRetry } from './read.ts'
import { shownResynced } from './shown.ts'

export type Action = (controller: Controller, body: Json | undefined, tried: boolean) => Promise<Json>

/** How one target is served. @throws Error when its fleet has none of that name */
export async function reportOf({ fleet, target, name }: Controller): Promise<Report> {
  const found = (await fleet.report()).find(report => report.target === target)
  if (found === undefined) throw new Error(`the fleet tells nothing of "${name}"`)
  return found
}

type Switch = (fleet: Fleet, target: string) => Promise<void>

/** Changes how a controller is served, and says how it was. */
const switching =
  (to: Mode, change: Switch): Action =>
  async (controller, body, tried) => {
    const dryRun = granted(readMode(body)).dryRun || tried
    const before = await reportOf(controller)
    if (!dryRun) await change(controller.fleet, controller.target)
    const { phase } = dryRun ? before : await reportOf(controller)
    const { mode, waiting, behind } = before
    return { controller: controller.name, dry_run: dryRun, before: mode, after: to, phase, waiting, behind }
  }

const resync: Action = async (controller, body, tried) => {
  const { scope, force, dryRun } = granted(readResync(body))
  const { fleet, target } = controller
  return shownResynced(controller, await fleet.resync(target, scope, { dryRun: dryRun || tried, force }))
}

/** Refused things that are read at a time. */
const page = 500

/** Everything that a controller refuses, as far as it is known now. */
async function* refusedKeys({ fleet, target }: Controller): AsyncGenerator<Key> {
  let after: Key | undefined
  for (;;) {
    const found: readonly Delivery[] = await fleet.deliveries(target, {
      state: 'refused',
      limit: page,
      ...(after === undefined ? {} : { after }),
    })
    yield* found.map(delivery => delivery.key)
    after = found.at(-1)?.key
    if (found.length < page) return
  }
}

/** Things that an answer names; the others are counted. */
const named = 100

const retry: Action = async (controller, body, tried) => {
  const request = granted(readRetry(body))
  const dryRun = request.dryRun || tried
  const keys = request.key === undefined ? refusedKeys(controller) : [request.key]
  const examples: Key[] = []
  let count = 0
  for await (const key of keys) {
    if (!dryRun) await controller.fleet.retry(controller.target, key)
    if (count++ < named) examples.push({ kind: key.kind, id: key.id })
  }
  return { controller: controller.name, dry_run: dryRun, count, things: examples.map(key => ({ ...key })) }
}

export const actions: Readonly<Record<string, Action>> = {
  resync,
  retry,
  pause: switching('paused', (fleet, target) => fleet.pause(target)),
  resume: switching('running', (fleet, target) => fleet.resume(target)),
  drain: switching('draining', (fleet, target) => fleet.drain(target)),
}
