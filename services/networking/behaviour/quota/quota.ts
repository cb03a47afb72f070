import { type Behaviour, decideErrors, type VirtualObjects, type Work } from '@baryon/decide'
import { type Json, Refusal } from '@baryon/kit'
import { type Caller, type Kind, permits, type Row } from '@baryon/model'
import { refuse } from '../refuse.ts'
import type { Settings } from '../settings.ts'
import { countedKinds, defaultLimits, effective, type Limits } from './limits.ts'

const isOwn: Parameters<typeof permits>[0] = { caller: 'project', target: 'project_id' }

/** Who may list quotas may read all of them. */
function mayReadAll(kind: Kind, caller: Caller): boolean {
  const policy = kind.policies['list']
  return policy !== undefined && permits(policy.expression, caller, {})
}

const mayRead = (project: string, work: Work): boolean =>
  permits(isOwn, work.caller, { project_id: project }) || mayReadAll(work.kind('Quota'), work.caller)

const denied = ({ name, policies }: Kind): never => {
  const values = { verb: 'get', kind: name, policy: policies['list']?.source ?? '!' }
  throw new Refusal(decideErrors.fault('policy.denied', values))
}

function requireReader(project: string, work: Work) {
  if (!mayRead(project, work)) denied(work.kind('Quota'))
}

const saidOf = async (project: string, work: Work): Promise<Row | undefined> =>
  (await work.get('QuotaLimits', project))?.row

/** The numbers that a request gives; null takes back what was said. */
const limitsIn = (given: Row, work: Work): Readonly<Record<string, number | null>> =>
  Object.fromEntries(
    countedKinds(work).flatMap(({ noun }) => (noun in given ? [[noun, given[noun] as number | null] as const] : [])),
  )

async function requireRoom(project: string, limits: Readonly<Record<string, number | null>>, work: Work) {
  for (const kind of countedKinds(work)) {
    const limit = limits[kind.noun] ?? -1
    const used = limit < 0 ? -1 : await work.tx.usage(kind, project)
    if (used > limit) refuse('quota.below_use', { limit, resource: kind.noun, used }, `/${kind.noun}`)
  }
}

async function say(project: string, limits: Row, work: Work): Promise<Row> {
  const isNew = (await saidOf(project, work)) === undefined
  const { row } = isNew
    ? await work.create('QuotaLimits', { ...limits, project_id: project })
    : await work.update('QuotaLimits', project, limits)
  return row
}

async function detailsOf(project: string, limits: Limits, work: Work): Promise<Json> {
  const details: Record<string, Json> = {}
  for (const kind of countedKinds(work))
    details[kind.noun] = { limit: limits[kind.noun] ?? -1, used: await work.tx.usage(kind, project), reserved: 0 }
  return details
}

const objects = (settings: Settings): VirtualObjects => ({
  async list(sight) {
    const kind = sight.kind('Quota')
    if (!mayReadAll(kind, sight.caller)) denied(kind)
    const defaults = defaultLimits(sight, settings)
    const said = await sight.read.list(sight.kind('QuotaLimits'), {})
    return said.map(({ row }) => ({ ...effective(defaults, row), project_id: row['project_id']! }))
  },
  async get(project, work) {
    requireReader(project, work)
    return effective(defaultLimits(work, settings), await saidOf(project, work))
  },
  async update(project, given, work) {
    const limits = limitsIn(given, work)
    if (given['check_limit'] === true) await requireRoom(project, limits, work)
    return effective(defaultLimits(work, settings), await say(project, limits, work))
  },
  async remove(project, work) {
    if ((await saidOf(project, work)) === undefined) refuse('quota.unknown', { project })
    await work.remove('QuotaLimits', project)
  },
})

/** The quota of a project: the defaults, but for what administrators said of the project. Every project has one. */
export const quota = (settings: Settings): Behaviour => ({
  virtual: objects(settings),
  actions: {
    async default({ row }, _input, work) {
      requireReader(row['project_id'] as string, work)
      return { quota: defaultLimits(work, settings) }
    },
    async details({ row }, _input, work) {
      const project = row['project_id'] as string
      if (!mayRead(project, work)) refuse('quota.others')
      const limits = effective(defaultLimits(work, settings), await saidOf(project, work))
      return { quota: await detailsOf(project, limits, work) }
    },
  },
})
