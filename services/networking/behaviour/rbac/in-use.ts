/** Whether a policy is needed by what other projects made. */
import type { Work } from '@baryon/decide'
import { attributeOf, type Filter, type Row } from '@baryon/model'
import { refuse } from '../refuse.ts'
import { EVERYONE, kindOfType, listOf, type SharedKind, type Use, usesOf } from './shareable.ts'

/** Stands where the service made something for itself, such as the port of a gateway. */
const NOBODY = ''

/** A change that takes access away. */
interface Loss {
  readonly kind: SharedKind
  readonly id: string
  readonly target: string
  /** Who else has access once it is gone. */
  readonly others: readonly string[]
  readonly owner: string
}

/** Of the projects that use the object, those whose access is lost. */
function losers({ target, others, owner }: Loss): Filter {
  if (target !== EVERYONE) return { attribute: 'project_id', in: [target] }
  return { not: { attribute: 'project_id', in: [owner, NOBODY, ...others] } }
}

async function isUsed({ kind, attribute, many }: Use, loss: Loss, work: Work): Promise<boolean> {
  const of = work.kind(kind)
  if (attributeOf(of, attribute) === undefined) return false
  const uses: Filter = many ? { attribute, holds: loss.id } : { attribute, in: [loss.id] }
  return (await work.tx.list(of, { filter: { all: [uses, losers(loss)] }, limit: 1 })).length > 0
}

async function isShareUsed(loss: Loss, work: Work): Promise<boolean> {
  for (const use of usesOf(loss.kind)) if (await isUsed(use, loss, work)) return true
  return false
}

/** The projects of gateways do not stand in their ports, so each router is looked at until one is found. */
async function isGatewayUsed({ id, target, others }: Loss, work: Work): Promise<boolean> {
  const gateway: Filter = { attribute: 'device_owner', in: ['network:router_gateway'] }
  const ports = await work.list('Port', { all: [{ attribute: 'network_id', in: [id] }, gateway] })
  for (const { row } of ports) {
    const router = await work.get('Router', row['device_id'] as string)
    const project = router?.row['project_id'] as string | undefined
    if (project === undefined) continue
    if (target === EVERYONE ? !others.includes(project) : project === target) return true
  }
  return false
}

const NETWORK_USED = (id: string) =>
  `Unable to reconfigure sharing settings for network ${id}. Multiple tenants are using it.`

async function requireUnusedGateways(loss: Loss, object: Row, work: Work) {
  const { id, target } = loss
  if (target === EVERYONE && object['is_default'])
    refuse('rbac_policy.in_use', { id, details: 'Default external networks must be shared to everyone.' })
  if (!(await isGatewayUsed(loss, work))) return
  const details = 'There are routers attached to this network that depend on this policy for access.'
  refuse('rbac_policy.in_use', { id, details })
}

/**
 * Refuses to take a policy away that others depend on.
 * @param policy as it is
 * @param instead who gets access in its place
 * @throws Refusal `rbac_policy.in_use`
 */
export async function requireUnused(policy: Row, instead: string | undefined, work: Work): Promise<void> {
  const { object_type, object_id: id, action, target_tenant: target } = policy as Readonly<Record<string, string>>
  const kind = kindOfType(object_type!)
  const object = (await work.get(kind, id!))?.row
  if (object === undefined) return
  const owner = object['project_id'] as string
  const list = listOf(action!)
  const others = (object[list] as readonly string[]).filter(one => one !== target)
  if (instead !== undefined) others.push(instead)
  if (others.includes(EVERYONE)) return
  const loss: Loss = { kind, id: id!, target: target!, others, owner }
  if (list === 'external_for') return requireUnusedGateways(loss, object, work)
  if (target === owner || !(await isShareUsed(loss, work))) return
  refuse('rbac_policy.in_use', { id, details: kind === 'Network' ? NETWORK_USED(id!) : `project_id=${target}` })
}
