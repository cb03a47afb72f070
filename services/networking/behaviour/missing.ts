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
  ConntrackHelper: { name: 'ConntrackHelperNotFound', message: id => `Conntrack Helper ${id} could not be found.` },
  LocalIp: { name: 'LocalIPNotFound', message: id => `Local IP ${id} could not be found.` },
  LocalIpPortAssociation: {
    name: 'LocalIPAssociationNotFound',
    message: id => `Local IP ${id.split(',')[0]} association with port ${id.split(',')[1]} could not be found.`,
  },
  PortBinding: {
    name: 'PortBindingNotFound',
    message(id) {
      const [port = '', host = ''] = id.split(',').map(decodeURIComponent)
      return `Binding for port ${port} for host ${host} could not be found.`
    },
  },
  TenantPolicy: { name: 'TenantPolicyNotFound', message: id => `Tenant Policy ${id} could not be found` },
  NdpProxy: { name: 'NDPProxyNotFound', message: id => `Ndp proxy ${id} could not be found.` },
  PortForwarding: { name: 'PortForwardingNotFound', message: id => `Port Forwarding ${id} could not be found.` },
  MeteringLabel: { name: 'MeteringLabelNotFound', message: id => `Metering label '${id}' does not exist.` },
  MeteringLabelRule: {
    name: 'MeteringLabelRuleNotFound',
    message: id => `Metering label rule '${id}' does not exist.`,
  },
  Log: { name: 'LogResourceNotFound', message: id => `Log resource ${id} could not be found.` },
  ServiceProfile: { name: 'ServiceProfileNotFound', message: id => `Service Profile ${id} could not be found.` },
}
