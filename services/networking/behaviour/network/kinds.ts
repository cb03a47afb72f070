import type { Kinds } from '../kinds.ts'
import { FreeIds } from '../segment/free-id.ts'
import { autoTopologyBehaviour } from './auto-topology.ts'
import { ipAvailabilityBehaviour } from './ip-availability.ts'
import { networkBehaviour } from './network.ts'

export const networkKinds: Kinds = settings => ({
  Network: networkBehaviour({ settings, ids: new FreeIds() }),
  NetworkIpAvailability: ipAvailabilityBehaviour,
  AutoAllocatedTopology: autoTopologyBehaviour,
})
