/** What an administrator may see of controllers. */
import { type Fault, type Json, Refusal } from '@baryon/kit'
import type { Delivery, Key } from '@baryon/reconcile'
import type { RunningBackend } from '../context.ts'
import { type Plain, plain, readPlain, refuseOthers } from '../query/plain.ts'
import { parseRaw, type RawQuery } from '../query/raw.ts'
import { reportOf } from './actions.ts'
import { type Controller, controllersOf } from './named.ts'
import { shownDelivery, shownReport } from './shown.ts'

/** The parameters of a view, of which there are no others. @throws Refusal with every fault */
function parameters<T>(query: string, known: readonly string[], read: (raw: RawQuery, faults: Fault[]) => T): T {
  const raw = parseRaw(query)
  if (!raw.ok) throw new Refusal(...raw.faults)
  const faults: Fault[] = []
  refuseOthers(raw.value, known, faults)
  const value = read(raw.value, faults)
  if (faults.length > 0) throw new Refusal(...faults)
  return value
}

export const noParameters = (query: string): void => parameters(query, [], () => {})

/** Every controller; each fleet is asked once. */
export async function listed(backends: readonly RunningBackend[]): Promise<Json> {
  const reports = await Promise.all(
    backends.map(async backend => {
      const told = new Map((await backend.fleet.report()).map(report => [report.target, report]))
      return controllersOf([backend]).flatMap(controller => {
        const report = told.get(controller.target)
        return report === undefined ? [] : [shownReport(controller, report)]
      })
    }),
  )
  return { controllers: reports.flat() }
}

export const shown = async (controller: Controller): Promise<Json> =>
  shownReport(controller, await reportOf(controller))

const state: Plain<Delivery['state']> = {
  expected: '"there" or "refused"',
  read: text => (text === 'there' || text === 'refused' ? text : undefined),
}

/** `kind/id`: the id may have slashes of its own. */
const after: Plain<Key> = {
  expected: 'a thing, written kind/id',
  read(text) {
    const slash = text.indexOf('/')
    const key = { kind: text.slice(0, slash), id: text.slice(slash + 1) }
    return slash > 0 && key.id !== '' ? key : undefined
  },
}

const defaultLimit = 100

/** `?state=refused&after=kind/id&limit=n`: what a controller has acknowledged or refused, in the order of kind and id. */
export async function deliveries(controller: Controller, query: string, path: string): Promise<Json> {
  const asked = parameters(query, ['state', 'after', 'limit'], (raw, faults) => ({
    state: readPlain(raw, 'state', state, faults),
    after: readPlain(raw, 'after', after, faults),
    limit: readPlain(raw, 'limit', plain.limit, faults) ?? defaultLimit,
  }))
  const found = await controller.fleet.deliveries(controller.target, {
    limit: asked.limit,
    ...(asked.state === undefined ? {} : { state: asked.state }),
    ...(asked.after === undefined ? {} : { after: asked.after }),
  })
  const last = found.length < asked.limit ? undefined : found.at(-1)?.key
  const next = new URLSearchParams(query)
  if (last !== undefined) next.set('after', `${last.kind}/${last.id}`)
  const links = last === undefined ? [] : [{ rel: 'next', href: `${path}?${next}` }]
  return { deliveries: found.map(shownDelivery), ...(links.length > 0 ? { deliveries_links: links } : {}) }
}
