/** What a request says about the gateway of a router. */
import type { Json } from '@baryon/kit'
import { sameJson } from '@baryon/model'
import { refuse } from '../refuse.ts'
import type { FixedIp, Gateway } from '../rows.ts'

/** An address of the gateway that is asked for: a subnet, an address, or both. */
export type AskedIp = { readonly [name in keyof FixedIp]?: string }

export interface AskedGateway {
  readonly network_id: string
  /** Empty: whatever they are. */
  readonly external_fixed_ips: readonly AskedIp[]
  readonly enable_snat: boolean
  readonly qos_policy_id: string | null
}

type Members = { readonly [name: string]: Json }

const cleaned = (ip: Members): AskedIp =>
  Object.fromEntries(Object.entries(ip).filter(([, value]) => value !== null)) as AskedIp

/** A client that changes another member sends these back as they are: they are not asked for anew. */
function ipsIn(value: Json | undefined, old: Gateway | null): readonly AskedIp[] {
  if (value === undefined || value === null || (old !== null && sameJson(value, old.external_fixed_ips))) return []
  return (value as readonly Members[]).map(cleaned)
}

/** Whoever does not name a policy keeps it. */
const qosPolicy = (value: Json | undefined, old: Gateway | null): string | null =>
  value === undefined ? (old?.qos_policy_id ?? null) : (value as string | null)

/** @returns null for no gateway, which an object without anything in it is too */
export function askedGateway(given: Json, old: Gateway | null): AskedGateway | null {
  if (given === null) return null
  const members = given as Members
  if (Object.values(members).every(value => value === null)) return null
  const { network_id, external_fixed_ips, enable_snat, qos_policy_id } = members
  if (typeof network_id !== 'string') return refuse('router.gateway_without_network', {}, '/external_gateway_info')
  return {
    network_id,
    external_fixed_ips: ipsIn(external_fixed_ips, old),
    enable_snat: enable_snat !== false,
    qos_policy_id: qosPolicy(qos_policy_id, old),
  }
}
