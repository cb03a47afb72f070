import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'

/** An object as the API answers it. */
export type Thing = Readonly<Record<string, unknown>>

/** How a story reaches the server: each verb answers the object or list, or throws. */
export interface Teller {
  create(noun: string, values: Thing): Promise<Thing>
  show(noun: string, id: string): Promise<Thing>
  list(noun: string): Promise<readonly Thing[]>
  update(noun: string, id: string, values: Thing): Promise<Thing>
  remove(noun: string, id: string): Promise<void>
  /** Expects a refusal and answers its text. */
  refused(work: Promise<unknown>): Promise<string>
}

const tenant = randomUUID()

export const portValues = {
  name: 'web',
  tenant_id: tenant,
  mac_address: 'fa:16:3e:00:00:01',
  mtu: 1500,
  admin_state_up: true,
  vnic_type: 'normal',
  vlan_transparency: false,
  status: 'DOWN',
}

/** Gluon's L3VPN story: port and its default interface, route target, VPN, binding, bind, unbind, and all of it deleted again. */
export async function tellL3vpn(teller: Teller) {
  const port = await teller.create('port', portValues)
  const id = String(port['id'])
  assert.equal(port['mac_address'], portValues.mac_address)

  const [face, ...others] = (await teller.list('interface')).filter(each => each['port_id'] === id)
  assert.deepEqual(others, [], 'a port comes with one interface')
  assert.equal(face?.['id'], id, 'the default interface has the id of its port')
  assert.equal(face['name'], 'web_default')
  assert.equal(face['segmentation_type'], 'none')
  assert.equal(face['segmentation_id'], 0)
  assert.equal(face['tenant_id'], tenant)

  const target = { tenant_id: tenant, vrf_rt_value: '1000:1000', vrf_rt_type: 'both' }
  assert.equal((await teller.create('vpnafconfig', target))['vrf_rt_value'], '1000:1000')
  const vpn = await teller.create('vpn', {
    name: 'blue',
    tenant_id: tenant,
    ipv4_family: '1000:1000',
    ipv6_family: '1000:1000',
    route_distinguishers: '1000:1000',
  })
  const binding = await teller.create('vpnbinding', {
    tenant_id: tenant,
    interface_id: id,
    service_id: vpn['id'],
    ipaddress: '10.10.0.5',
    subnet_prefix: 24,
    gateway: '10.10.0.1',
  })
  assert.equal(binding['interface_id'], id)
  assert.equal((await teller.list('vpnbinding')).length, 1)

  const [host, device] = ['compute-1', randomUUID()]
  const bound = await teller.update('port', id, { host_id: host, device_id: device })
  assert.deepEqual([bound['host_id'], bound['device_id']], [host, device])
  await teller.refused(teller.update('port', id, { host_id: 'compute-2', device_id: randomUUID() }))
  assert.equal((await teller.show('port', id))['host_id'], host, 'a refused bind changes nothing')
  const unbound = await teller.update('port', id, { host_id: '', device_id: '' })
  assert.deepEqual([unbound['host_id'], unbound['device_id'], unbound['vif_type']], [null, null, null])

  assert.match(
    await teller.refused(teller.remove('port', id)),
    /in use|used/i,
    'an interface that carries a service keeps its port',
  )
  await teller.remove('vpnbinding', id)
  await teller.remove('vpn', String(vpn['id']))
  await teller.remove('vpnafconfig', '1000:1000')
  await teller.remove('port', id)
  for (const noun of ['port', 'interface', 'vpn', 'vpnbinding', 'vpnafconfig'])
    assert.deepEqual(await teller.list(noun), [], `nothing is left of ${noun}`)
  await teller.refused(teller.show('port', id))
}
