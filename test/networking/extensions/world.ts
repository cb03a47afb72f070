/** What the facts about extensions are shown on: a network of `demo` with a subnet and a router to the outside. */
import assert from 'node:assert/strict'
import { type Cloud, type Got, type Person, startCloud } from '../cloud.ts'

type Body = Got['body']

export interface World {
  readonly cloud: Cloud
  readonly admin: Person
  readonly demo: Person
  readonly outside: Body
  readonly network: Body
  readonly subnet: Body
  readonly router: Body
  readonly port: Body
}

/** By its alias, what shows that an extension works. */
export type Facts = Readonly<Record<string, (world: World) => Promise<unknown>>>

export async function makeWorld(): Promise<World> {
  const cloud = await startCloud({ networking: { vlan_ranges: { physnet1: ['100:199'], physnet4: [] } } })
  const { admin } = cloud
  const demo = cloud.as('demo')
  const outside = await admin.make('/networks', { network: { 'router:external': true, is_default: true } })
  await admin.make('/subnets', { subnet: { network_id: outside.id, ip_version: 4, cidr: '198.51.100.0/24' } })
  const network = await demo.make('/networks', { network: { name: 'inside' } })
  const subnet = await demo.make('/subnets', { subnet: { network_id: network.id, ip_version: 4, cidr: '10.1.0.0/24' } })
  const gateway = { network_id: outside.id }
  const router = await demo.make('/routers', { router: { external_gateway_info: gateway } })
  await demo.put(`/routers/${router.id}/add_router_interface`, { subnet_id: subnet.id })
  const port = await demo.make('/ports', { port: { network_id: network.id } })
  return { cloud, admin, demo, outside, network, subnet, router, port }
}

/** A subnet on a network of its own. */
export async function newSubnet(by: Person, more: object = {}): Promise<Body> {
  const { id: network_id } = await by.make('/networks', { network: {} })
  return by.make('/subnets', { subnet: { network_id, ip_version: 4, cidr: '10.2.0.0/24', ...more } })
}

export const newPort = ({ demo, network }: World, more: object = {}): Promise<Body> =>
  demo.make('/ports', { port: { network_id: network.id, ...more } })

/** What is answered with that status, out of its envelope. */
export async function answered(sending: Promise<Got>, status = 200): Promise<Body> {
  const got = await sending
  assert.equal(got.status, status, got.text)
  const [only, ...others] = Object.values(got.body ?? {})
  return others.length === 0 ? only : got.body
}

/** The class of a refusal. */
export async function refused(sending: Promise<Got>, status: number): Promise<string> {
  const got = await sending
  assert.equal(got.status, status, got.text)
  return got.body.NeutronError.type
}
