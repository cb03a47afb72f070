/** What Neutron says of an object that is not there, where it is not `<Kind> <id> could not be found.` */
export const missing: Readonly<Record<string, { readonly name: string; readonly message: (id: string) => string }>> = {
  Router: { name: 'RouterNotFound', message: id => `Router ${id} could not be found` },
  FloatingIp: { name: 'FloatingIPNotFound', message: id => `Floating IP ${id} could not be found` },
  SecurityGroup: { name: 'SecurityGroupNotFound', message: id => `Security group ${id} does not exist` },
  SecurityGroupRule: { name: 'SecurityGroupRuleNotFound', message: id => `Security group rule ${id} does not exist` },
  SubnetPool: { name: 'SubnetPoolNotFound', message: id => `Subnet pool ${id} could not be found.` },
  AddressScope: { name: 'AddressScopeNotFound', message: id => `Address scope ${id} could not be found.` },
  AddressGroup: { name: 'AddressGroupNotFound', message: id => `Address group ${id} could not be found.` },
}
