import type { Kinds } from '../kinds.ts'
import { addressGroup } from './address-group.ts'
import { securityGroup } from './group.ts'
import { securityGroupRule } from './rule.ts'

export const securityGroupKinds: Kinds = () => ({
  SecurityGroup: securityGroup,
  SecurityGroupRule: securityGroupRule,
  AddressGroup: addressGroup,
})
