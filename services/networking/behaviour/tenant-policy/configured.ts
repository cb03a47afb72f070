/** Policies that follow from the configuration: rows as all others as long as it has them, so that they are seen where the others are. */

import { isDeepStrictEqual } from 'node:util'
import type { Work } from '@baryon/decide'
import type { Row } from '@baryon/model'
import type { Stored } from '@baryon/store'
import { defaultsOf } from '../router/rules.ts'
import type { Settings } from '../settings.ts'

/** Priority of the first of them. */
export const FIRST_DEFAULT = 14_000

/** Of a project that has a router. */
const wantedOf = (settings: Settings, project: string): readonly Row[] =>
  defaultsOf(settings, project).map(({ source, destination, action, nexthops }, index) => ({
    ...{ project_id: project, priority: FIRST_DEFAULT + index },
    ...{ source, source_port: null, destination, destination_port: null, protocol: null },
    ...{ action, nexthops, configured: true },
  }))

const isSame = (row: Row, wanted: Row): boolean =>
  Object.entries(wanted).every(([name, value]) => isDeepStrictEqual(row[name] ?? null, value))

export const hasRouter = async (work: Work, project: string): Promise<boolean> =>
  (await work.tx.list(work.kind('Router'), { filter: { attribute: 'project_id', in: [project] }, limit: 1 })).length > 0

const remove = ({ row }: Stored, work: Work) => work.remove('TenantPolicy', String(row['id']))

/**
 * Makes the policies that a project has of the configuration those that it should have. One that the project was given stands in the place
 * of one. Those of a project without a router are not made; they go as all others with the last router.
 */
export async function keepConfigured(project: string, settings: Settings, work: Work): Promise<void> {
  if (settings.router_rules.served !== 'policies' || !(await hasRouter(work, project))) return
  const wanted = wantedOf(settings, project)
  const there = new Set<unknown>()
  for (const stored of await work.list('TenantPolicy', { attribute: 'project_id', in: [project] })) {
    const { row } = stored
    if (row['configured'] && !wanted.some(one => isSame(row, one))) await remove(stored, work)
    else there.add(row['priority'])
  }
  for (const policy of wanted) if (!there.has(policy['priority'])) await work.create('TenantPolicy', policy)
}

/** The same for all projects: the configuration may have been another one. */
export async function keepAllConfigured(settings: Settings, work: Work): Promise<void> {
  if (settings.router_rules.served !== 'policies') {
    const stored = await work.list('TenantPolicy', { attribute: 'configured', in: [true] })
    for (const policy of stored) await remove(policy, work)
    return
  }
  const projects = new Set((await work.list('Router')).map(({ row }) => String(row['project_id'])))
  for (const project of projects) await keepConfigured(project, settings, work)
}
