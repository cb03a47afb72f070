import type { Behaviour, Draft, Sight, UrlParameters, Work } from '@baryon/decide'
import { type Caller, isAdmin, type Kind } from '@baryon/model'
import type { Stored } from '@baryon/store'

const NAME = 'default'

/** Names are compared without regard to case: no other group is called so. */
export const isDefaultName = (name: unknown): boolean => typeof name === 'string' && name.toLowerCase() === NAME

/**
 * Ids that were right lately, by project, so that most of the time a group is read by its key. The group that is read says
 * whether it still is the one.
 */
const lately = new WeakMap<Kind, Map<string, string>>()

/** So many projects are remembered. */
const MOST = 10_000

function remember(kind: Kind, project: string, id: string) {
  let ids = lately.get(kind)
  if (ids === undefined || ids.size >= MOST) {
    ids = new Map()
    lately.set(kind, ids)
  }
  ids.set(project, id)
}

/** The default group of a project, found by a unique attribute. */
async function findDefaultGroup(
  read: Pick<Sight['read'], 'get' | 'list'>,
  kind: Kind,
  project: string,
): Promise<string | undefined> {
  const known = lately.get(kind)?.get(project)
  if (known !== undefined && (await read.get(kind, known))?.row['default_of'] === project) return known
  const [found] = await read.list(kind, { filter: { attribute: 'default_of', in: [project] } })
  const id = found?.row['id'] as string | undefined
  if (id !== undefined) remember(kind, project, id)
  return id
}

/**
 * The id of the project's default group, which is made with its rules when it is not there: everything may leave, and
 * what comes from ports of the same group may enter.
 */
export async function ensureDefaultGroup(work: Work, project: string): Promise<string> {
  const known = await findDefaultGroup(work.tx, work.kind('SecurityGroup'), project)
  if (known !== undefined) return known
  const { row } = await work.create('SecurityGroup', {
    project_id: project,
    name: NAME,
    description: 'Default security group',
    default_of: project,
  })
  return row['id'] as string
}

/** The project whose objects an administrator lists, or that of the caller. */
function projectListed(caller: Caller, parameters: UrlParameters): string | undefined {
  const [asked] = parameters.get('project_id') ?? parameters.get('tenant_id') ?? []
  return asked && isAdmin(caller) ? asked : caller.project
}

/** Who looks at groups or rules finds the default group of the project among them. */
export const listsDefaultGroup: NonNullable<Behaviour['listing']> = async ({ caller, kind, read }, parameters) => {
  const project = projectListed(caller, parameters)
  if (project === undefined || (await findDefaultGroup(read, kind('SecurityGroup'), project)) !== undefined)
    return undefined
  return async work => {
    await ensureDefaultGroup(work, project)
  }
}

/** The rules that a group has from the beginning: everything may leave. */
export async function createFirstRules({ row }: Stored, work: Work): Promise<void> {
  const { id, project_id } = row as { readonly id: string; readonly project_id: string }
  const own: Draft = { project_id, group_project_id: project_id, security_group_id: id, description: null }
  for (const ethertype of ['IPv4', 'IPv6']) {
    if (row['default_of'] !== null)
      await work.create('SecurityGroupRule', { ...own, ethertype, direction: 'ingress', remote_group_id: id })
    await work.create('SecurityGroupRule', { ...own, ethertype, direction: 'egress' })
  }
}
