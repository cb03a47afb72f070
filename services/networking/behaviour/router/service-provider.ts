import type { Behaviour } from '@baryon/decide'

/** Routers are forwarded for in these ways; flavors choose one. */
const providers = ['dvrha', 'dvr', 'ha', 'single_node'].map(name => ({
  service_type: 'L3_ROUTER_NAT',
  name,
  default: false,
}))

export const serviceProvider: Behaviour = { virtual: { list: () => Promise.resolve(providers) } }
