import type { Kinds } from '../kinds.ts'
import { addressScopeBehaviour } from './pool/address-scope.ts'
import { subnetPoolBehaviour } from './pool/subnet-pool.ts'
import { subnetBehaviour } from './subnet.ts'

export const subnetKinds: Kinds = settings => ({
  Subnet: subnetBehaviour(settings),
  SubnetPool: subnetPoolBehaviour,
  AddressScope: addressScopeBehaviour,
})
