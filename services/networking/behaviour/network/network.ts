import type { Behaviour } from '@baryon/decide'
import { dhcp } from '../agent/hosting.ts'
import { requireZones } from '../agent/require-zones.ts'
import { beginStatus } from '../initial-status.ts'
import { defaultPolicy } from '../qos/policy.ts'
import { removeGrants } from '../rbac/grants.ts'
import type { NetworkRow } from '../rows.ts'
import { segmentsOf } from '../segment/network-segments.ts'
import { requireOnlyDefault } from './default-external.ts'
import { networkDerivation } from './derived.ts'
import { mtuOf } from './mtu.ts'
import { chooseSegments, makeSegments, type Provider, requireSameSegments, retag } from './segments.ts'
import { requireUnshared, share, shareSubnets } from './sharing.ts'
import { unplug } from './unplugged.ts'

export const networkBehaviour = (provider: Provider): Behaviour => ({
  async create(row, given, work) {
    beginStatus(row, given, provider.settings)
    await requireZones(row, dhcp, provider.settings, work)
    const types = await chooseSegments(row, given, provider, work)
    row['mtu'] = mtuOf(Number(row['mtu']), types, provider.settings)
    if (row['is_default'] === true) await requireOnlyDefault(String(row['id']), work)
    if (given['qos_policy_id'] === undefined)
      row['qos_policy_id'] = await defaultPolicy(work, String(row['project_id']))
  },
  async created({ row }, given, work) {
    await makeSegments(row, given, provider, work)
    await share(row as NetworkRow, given, work)
  },
  async update(row, old, given, work) {
    if (work.asked) await requireSameSegments(row, old, given, provider, work)
    if (row['mtu'] !== old['mtu']) {
      const types = (await segmentsOf(String(row['id']), work)).map(segment => segment.network_type)
      row['mtu'] = mtuOf(Number(row['mtu']), types, provider.settings)
    }
    if (row['is_default'] === true && old['is_default'] !== true) await requireOnlyDefault(String(row['id']), work)
    await requireUnshared(old as NetworkRow, given, work)
  },
  async updated({ row }, old, given, work) {
    if (work.asked) await retag(row, old, work)
    await shareSubnets(row as NetworkRow, old as NetworkRow, work)
    await share(row as NetworkRow, given, work)
  },
  remove: (row, work) => unplug(String(row['id']), work),
  removed: (row, work) => removeGrants(work, row),
  derived: networkDerivation(provider.settings),
})
