/** Policies of a project: what may pass its routers, by priority. */
import type { Behaviour, Draft, Work } from '@baryon/decide'
import { type Fault, Refusal } from '@baryon/kit'
import type { Row } from '@baryon/model'
import { networkingErrors } from '../errors.ts'
import { refuse } from '../refuse.ts'
import { actionFault, hopsFault, hopsIn, networkFault } from '../router/rule-checks.ts'
import { defaultsOf } from '../router/rules.ts'
import type { Settings } from '../settings.ts'
import { FIRST_DEFAULT, hasRouter, keepConfigured } from './configured.ts'

/** Priorities that projects choose from, beside those of the policies of the configuration. */
const MOST = 3000

function priorityFault(priority: number, defaults: number): string | undefined {
  const stands = priority >= FIRST_DEFAULT && priority < FIRST_DEFAULT + defaults
  if (stands || (priority >= 1 && priority <= MOST)) return undefined
  return `User must provide valid priority between 1 and ${MOST}. ${priority} was provided`
}

const portFault = (port: number | null): string | undefined =>
  port === null || (port >= 0 && port <= 65_535)
    ? undefined
    : `Port number specified ${port} in policy not in valid range of 1 to 65535`

interface Policy extends Row {
  readonly project_id: string
  readonly priority: number
  readonly source: string
  readonly source_port: number | null
  readonly destination: string
  readonly destination_port: number | null
  readonly protocol: string | null
  readonly action: string
}

function faultsOf(policy: Policy, settings: Settings): readonly Fault[] {
  const { source_port, destination_port, protocol } = policy
  const faults = {
    source: networkFault(policy.source),
    destination: networkFault(policy.destination),
    nexthops: hopsFault(hopsIn(policy['nexthops'] ?? [], ',')),
    action: actionFault(policy.action),
    priority: priorityFault(policy.priority, defaultsOf(settings, policy.project_id).length),
    source_port: portFault(source_port),
    destination_port: portFault(destination_port),
    protocol:
      (source_port || destination_port) && protocol === null
        ? 'Protocol must be select if either source or destination port is specified'
        : undefined,
  }
  return Object.entries(faults).flatMap(([name, reason]) =>
    reason === undefined ? [] : [networkingErrors.fault('tenantpolicy.invalid', { reason }, `/${name}`)],
  )
}

/** Checks all of it, and gives it the form in which it is kept. */
function settle(row: Draft, settings: Settings) {
  const faults = faultsOf(row as unknown as Policy, settings)
  if (faults.length > 0) throw new Refusal(...faults)
  row['nexthops'] = hopsIn(row['nexthops'] ?? [], ',') ?? []
  for (const name of ['source_port', 'destination_port']) row[name] ||= null
}

/** The policies of a project go with its last router. */
export async function removePolicies(work: Work, project: string): Promise<void> {
  if (await hasRouter(work, project)) return
  for (const { row } of await work.list('TenantPolicy', { attribute: 'project_id', in: [project] }))
    await work.remove('TenantPolicy', row['id'] as string)
}

/** One of the configuration makes room. */
async function requireFree({ project_id: project, priority }: Policy, work: Work) {
  const same = [
    { attribute: 'project_id', in: [project] },
    { attribute: 'priority', in: [priority] },
  ]
  const [found] = await work.list('TenantPolicy', { all: same })
  if (found?.row['configured']) await work.remove('TenantPolicy', String(found.row['id']))
  else if (found !== undefined) refuse('tenantpolicy.exists', { project, priority })
}

/** What the configuration says is changed there. */
function requireGiven({ id, configured, priority }: Row, work: Work) {
  if (configured && work.asked) refuse('tenantpolicy.configured', { policy: String(id), priority: Number(priority) })
}

export const tenantPolicy = (settings: Settings): Behaviour => ({
  async create(row, _given, work) {
    if (row['configured']) return
    settle(row, settings)
    const policy = row as unknown as Policy
    if (!(await hasRouter(work, policy.project_id))) refuse('tenantpolicy.no_router')
    await requireFree(policy, work)
  },
  update(row, old, _given, work) {
    requireGiven(old, work)
    settle(row, settings)
  },
  remove: requireGiven,
  async removed(row, work) {
    if (work.asked) await keepConfigured(String(row['project_id']), settings, work)
  },
})
