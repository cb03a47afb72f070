/** Whom a network is for: `shared` and `router:external` are RBAC policies. */
import type { Work } from '@baryon/decide'
import type { Filter, Row } from '@baryon/model'
import { grant, revoke } from '../rbac/grants.ts'
import { EVERYONE } from '../rbac/shareable.ts'
import { refuse } from '../refuse.ts'
import type { NetworkRow } from '../rows.ts'

const on = (network: NetworkRow, ...others: readonly Filter[]): Filter => ({
  all: [{ attribute: 'network_id', in: [network.id] }, ...others],
})

const isOf = (projects: readonly string[]): Filter => ({ attribute: 'project_id', in: projects })

/** Refuses when projects use the network that would have no access to it any more. */
async function requireOwnUse(network: NetworkRow, work: Work) {
  const allowed = [network.project_id, ...network.shared_with.filter(project => project !== EVERYONE)]
  const foreign: Filter = { not: isOf(allowed) }
  const users: Filter = { not: { attribute: 'device_owner', prefix: 'network:' } }
  const ports = await work.tx.list(work.kind('Port'), { filter: on(network, foreign, users), limit: 1 })
  const subnets =
    ports.length > 0 ? [] : await work.tx.list(work.kind('Subnet'), { filter: on(network, foreign), limit: 1 })
  if (ports.length + subnets.length > 0) refuse('network.used_by_others', { network: network['name'] || network.id })
}

async function requireNoGateways(network: NetworkRow, work: Work) {
  const gateway: Filter = { attribute: 'device_owner', in: ['network:router_gateway'] }
  const ports = await work.tx.list(work.kind('Port'), { filter: on(network, gateway), limit: 1 })
  if (ports.length > 0) refuse('network.gateways', { network: network.id })
}

/** Refuses to take a network away from those who use it. */
export async function requireUnshared(network: NetworkRow, given: Row, work: Work) {
  if (given['shared'] === false && network.shared_with.includes(EVERYONE)) await requireOwnUse(network, work)
  if (given['router:external'] === false && network.external_for.length > 0) await requireNoGateways(network, work)
}

/** Makes and removes the policies that a request stands for. */
export async function share(network: NetworkRow, given: Row, work: Work) {
  const { id, project_id: project } = network
  const [shared, external] = [given['shared'], given['router:external']]
  if (shared === true) await grant(work, { kind: 'Network', id, action: 'access_as_shared', project })
  if (shared === false && network.shared_with.includes(EVERYONE))
    await revoke(work, { kind: 'Network', id, action: 'access_as_shared' })
  if (external === true && network.external_for.length === 0)
    await grant(work, { kind: 'Network', id, action: 'access_as_external', project })
  if (external === false)
    for (const target of network.external_for)
      await revoke(work, { kind: 'Network', id, action: 'access_as_external', target })
}

/** Subnets are seen by those who see their network. */
export async function shareSubnets(network: NetworkRow, old: NetworkRow, work: Work) {
  if (network.shared_with.join() === old.shared_with.join()) return
  for (const id of network.subnets) await work.update('Subnet', id, { shared_with: network.shared_with })
}
