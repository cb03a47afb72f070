/** What Neutron says of an object that is not there, where it is not `<Kind> <id> could not be found.` */
export const missing: Readonly<Record<string, { readonly name: string; readonly message: (id: string) => string }>> = {
  Router: { name: 'RouterNotFound', message: id => `Router ${id} could not be found` },
  FloatingIp: { name: 'FloatingIPNotFound', message: id => `Floating IP ${id} could not be found` },
  SecurityGroup: { name: 'SecurityGroupNotFound', message: id => `Security group ${id} does not exist` },
  SecurityGroupRule: { name: 'SecurityGroupRuleNotFound', message: id => `Security group rule ${id} does not exist` },
  NetworkSegmentRange: {
    name: 'NetworkSegmentRangeNotFound',
    message: id => `Network Segment Range ${id} could not be found.`,
  },
  SubnetPool: { name: 'SubnetPoolNotFound', message: id => `Subnet pool ${id} could not be found.` },
  AddressScope: { name: 'AddressScopeNotFound', message: id => `Address scope ${id} could not be found.` },
  AddressGroup: { name: 'AddressGroupNotFound', message: id => `Address group ${id} could not be found.` },
  QosPolicy: { name: 'QosPolicyNotFound', message: id => `QoS policy ${id} could not be found.` },
  QosBandwidthLimitRule: { name: 'QosRuleNotFound', message: id => `QoS rule ${id} could not be found.` },
  QosDscpMarkingRule: { name: 'QosRuleNotFound', message: id => `QoS rule ${id} could not be found.` },
  QosMinimumBandwidthRule: { name: 'QosRuleNotFound', message: id => `QoS rule ${id} could not be found.` },
  QosPacketRateLimitRule: { name: 'QosRuleNotFound', message: id => `QoS rule ${id} could not be found.` },
  QosMinimumPacketRateRule: { name: 'QosRuleNotFound', message: id => `QoS rule ${id} could not be found.` },
}
