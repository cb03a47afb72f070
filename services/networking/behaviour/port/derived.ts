/** What of a port is worked out when it is answered. */
import type { Derivation, Sight } from '@baryon/decide'
import type { Json } from '@baryon/kit'
import type { Row } from '@baryon/model'
import type { Settings } from '../settings.ts'
import { trunkDetails } from '../trunk/details.ts'
import { dnsAssignment } from './dns.ts'
import { ResourceRequests } from './resource-request.ts'
import { asPort } from './row.ts'

/** The QoS policies of the networks of these ports, by the network. */
async function networkPolicies(rows: readonly Row[], sight: Sight): Promise<ReadonlyMap<string, Json>> {
  const kind = sight.kind('Network')
  const policies = new Map<string, Json>()
  for (const row of rows) {
    const { network_id } = asPort(row)
    if (policies.has(network_id)) continue
    const network = await sight.read.get(kind, network_id)
    policies.set(network_id, network?.row['qos_policy_id'] ?? null)
  }
  return policies
}

/** What ports with a QoS policy of their own, or of their network, need of their host, by the port. */
async function resourceRequests(rows: readonly Row[], policies: ReadonlyMap<string, Json>, sight: Sight) {
  const requests = new ResourceRequests(sight)
  const found = new Map<string, Json>()
  for (const row of rows) {
    const { id, network_id } = asPort(row)
    const policy = row['qos_policy_id'] ?? policies.get(network_id) ?? null
    if (policy !== null) found.set(id, await requests.of(row, policy))
  }
  return found
}

const none: ReadonlyMap<string, Json> = new Map()

export const portDerivation = ({ dns_domain }: Settings): Derivation => ({
  async load(rows, sight, wanted) {
    const isAsked = wanted.has('qos_network_policy_id') || wanted.has('resource_request')
    const policies = isAsked ? await networkPolicies(rows, sight) : none
    const trunks = wanted.has('trunk_details')
      ? await trunkDetails(
          rows.map(row => asPort(row).id),
          sight,
        )
      : none
    const requests = wanted.has('resource_request') ? await resourceRequests(rows, policies, sight) : none
    const isNamed = wanted.has('dns_assignment')
    return rows.map(row => {
      const { id, network_id, dns_name, fixed_ips } = asPort(row)
      const derived = {
        qos_network_policy_id: policies.get(network_id) ?? null,
        resource_request: requests.get(id) ?? null,
        dns_assignment: isNamed ? dnsAssignment(dns_name, fixed_ips, dns_domain) : null,
      }
      const trunk = trunks.get(id)
      return trunk === undefined ? derived : { ...derived, trunk_details: trunk }
    })
  },
})
