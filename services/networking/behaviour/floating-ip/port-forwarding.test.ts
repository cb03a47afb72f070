import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { Json } from '@baryon/kit'
import type { FloatingIpRow, PortForwardingRow, PortRow, RouterRow, SubnetRow } from '../rows.ts'
import { refused } from '../testdata/lab.ts'
import { openRouted, type Routed, told } from '../testdata/routed.ts'

type Given = { readonly [name: string]: Json }

const bad = (message: string) => ['BadRequest', 400, `Bad port_forwarding request: ${message}.`]

interface Cloud extends Routed {
  readonly inside: SubnetRow
  readonly behind: RouterRow
  /** A port with the address 10.1.0.20. */
  readonly own: PortRow
  readonly floating: FloatingIpRow
  forward(given?: Given): Promise<PortForwardingRow>
}

async function open(context: Parameters<typeof openRouted>[0]): Promise<Cloud> {
  const routed = await openRouted(context)
  const inside = await routed.subnet('10.1.0.0/24')
  const behind = await routed.gatewayRouter()
  await routed.attach(behind.id, inside.id)
  const own = await routed.port(inside, { fixed_ips: [{ ip_address: '10.1.0.20' }] })
  const floating = await routed.floatingIp()
  const forward = async (given: Given = {}) => {
    const usual = { protocol: 'tcp', internal_port_id: own.id, internal_ip_address: '10.1.0.20' }
    const ports = 'external_port' in given || 'external_port_range' in given ? {} : { external_port: 8080 }
    const inner = 'internal_port' in given || 'internal_port_range' in given ? {} : { internal_port: 80 }
    const values = { floatingip_id: floating.id, ...usual, ...ports, ...inner, ...given }
    return (await routed.lab.create(routed.ada, 'PortForwarding', values)) as PortForwardingRow
  }
  return { ...routed, inside, behind, own, floating, forward }
}

suite('a port forwarding', () => {
  test('leads from a port of a floating IP to one of a machine', async context => {
    const { lab, ada, own, floating, behind, forward, floatingIpOf } = await open(context)
    const made = await forward({ description: 'web' })
    assert.deepEqual(made, {
      id: made.id,
      project_id: 'ada',
      floatingip_id: floating.id,
      external_port: 8080,
      external_port_range: '8080:8080',
      protocol: 'tcp',
      internal_port_id: own.id,
      internal_ip_address: '10.1.0.20',
      internal_port: 80,
      internal_port_range: '80:80',
      description: 'web',
    })
    assert.equal((await floatingIpOf(floating.id)).router_id, behind.id)
    const range = await forward({ external_port_range: '9090:9099', internal_port_range: '90:99', protocol: 'udp' })
    assert.deepEqual([range['external_port'], range.external_port_range], [null, '9090:9099'])
    const shown = (await lab.show(ada, 'FloatingIp', floating.id))['port_forwardings'] as readonly PortForwardingRow[]
    assert.deepEqual(
      shown.toSorted((left, right) => (left.protocol < right.protocol ? -1 : 1)),
      [
        {
          id: made.id,
          protocol: 'tcp',
          internal_ip_address: '10.1.0.20',
          internal_port_id: own.id,
          internal_port: 80,
          external_port: 8080,
        },
        { id: range.id, protocol: 'udp', internal_ip_address: '10.1.0.20', internal_port_id: own.id },
      ],
    )
    await lab.remove(ada, 'PortForwarding', made.id)
    assert.equal((await floatingIpOf(floating.id)).router_id, behind.id)
    await lab.remove(ada, 'PortForwarding', range.id)
    assert.equal((await floatingIpOf(floating.id)).router_id, null)
  })

  test('belongs to the project of the floating IP', async context => {
    const { lab, own, floating } = await open(context)
    const values = { protocol: 'tcp', internal_port_id: own.id, internal_ip_address: '10.1.0.20' }
    const ports = { external_port: 8080, internal_port: 80 }
    const given = { floatingip_id: floating.id, ...values, ...ports }
    assert.equal((await refused(lab.create(lab.member('bob'), 'PortForwarding', given)))[0]?.code, 'policy.denied')
    assert.equal((await lab.create(lab.admin, 'PortForwarding', given))['project_id'], 'ada')
  })

  test('changes ports, in one spelling or the other', async context => {
    const { lab, ada, forward } = await open(context)
    const { id } = await forward()
    const change = async (given: Given) => {
      const row = await lab.update(ada, 'PortForwarding', id, given)
      return [row['external_port'], row['external_port_range'], row['internal_port'], row['internal_port_range']]
    }
    assert.deepEqual(await change({ external_port: 8081 }), [8081, '8081:8081', 80, '80:80'])
    assert.deepEqual(await change({ external_port_range: '100:109' }), [null, '100:109', 80, '80:80'])
    assert.deepEqual(await change({ internal_port_range: '200:209' }), [null, '100:109', null, '200:209'])
    assert.deepEqual(await change({ description: 'new' }), [null, '100:109', null, '200:209'])
    assert.deepEqual(
      told(await refused(change({ external_port: 5 }))),
      bad(
        'Invalid ranges of internal and/or external ports. The relation between internal and external ports must be N-N or 1-N',
      ),
    )
  })

  test('has ports that nothing else has, inside and outside', async context => {
    const { lab, ada, forward, floatingIp } = await open(context)
    await forward()
    const collision = (side: string, other: string, range: string) =>
      bad(`There is a port collision with the ${side}. The following ranges collides: ${other} and ${range}`)
    assert.deepEqual(
      told(await refused(forward({ internal_port: 81 }))),
      collision('external_port_range', '8080:8080', '8080:8080'),
    )
    assert.deepEqual(
      told(await refused(forward({ external_port_range: '8000:8090', internal_port: 81 }))),
      collision('external_port_range', '8080:8080', '8000:8090'),
    )
    assert.deepEqual(
      told(await refused(forward({ external_port: 9 }))),
      collision('internal_port_range', '80:80', '80:80'),
    )
    const other = await floatingIp()
    assert.equal((await refused(forward({ floatingip_id: other.id })))[0]?.code, 'port_forwarding.collision')
    await forward({ floatingip_id: other.id, internal_port: 81 })
    const { id } = await forward({ protocol: 'udp' })
    assert.equal(
      (await refused(lab.update(ada, 'PortForwarding', id, { protocol: 'tcp' })))[0]?.code,
      'port_forwarding.collision',
    )
  })

  test('is refused for what cannot be forwarded', async context => {
    const { lab, ada, outside, own, inside, floating, forward, port, subnet, floatingIp } = await open(context)
    assert.deepEqual(told(await refused(forward({ external_port_range: '9:8' }))), [
      'HTTPBadRequest',
      400,
      'Invalid input for external_port_range. Reason: First port in a port range must be lower than the second port.',
    ])
    for (const external_port_range of ['', '1:', '1:2:3', '0', '65536', 'x', '1:x'])
      assert.equal((await refused(forward({ external_port_range })))[0]?.code, 'port_forwarding.range')
    assert.equal((await refused(forward({ external_port: null })))[0]?.code, 'port_forwarding.no_port')
    assert.deepEqual(
      told(await refused(forward({ internal_ip_address: '10.1.0.99' }))),
      bad(
        `Requested internal IP address 10.1.0.99 is not suitable for internal neutron port ${own.id}, as its fixed_ips are [{'subnet_id': '${inside.id}', 'ip_address': '10.1.0.20'}]`,
      ),
    )
    const away = await subnet('10.2.0.0/24')
    const far = await port(away, { fixed_ips: [{ ip_address: '10.2.0.9' }] })
    assert.deepEqual(
      told(await refused(forward({ internal_port_id: far.id, internal_ip_address: '10.2.0.9' }))),
      bad(
        `External network ${outside} is not reachable from subnet ${away.id}. Cannot set Port forwarding for port ${far.id} with Floating IP ${floating.id}`,
      ),
    )
    const taken = await port(inside, { fixed_ips: [{ ip_address: '10.1.0.21' }] })
    const whole = await floatingIp({ port_id: taken.id })
    assert.deepEqual(told(await refused(forward({ internal_port_id: taken.id, internal_ip_address: '10.1.0.21' }))), [
      'PortHasBindingFloatingIP',
      409,
      `Cannot create port forwarding to floating IP ${whole.floating_ip_address} (${whole.id}) with port ${taken.id} using fixed IP 10.1.0.21, as that port already has a binding floating IP.`,
    ])
    const viaWhole = forward({ floatingip_id: whole.id })
    assert.equal((await refused(viaWhole))[0]?.name, 'FloatingIPPortAlreadyAssociated')
    assert.deepEqual(await lab.list(ada, 'PortForwarding'), [])
  })

  test('keeps its floating IP from leading to a port, and from being deleted', async context => {
    const { lab, ada, inside, floating, port, forward } = await open(context)
    const { id } = await forward()
    const inUse = ['FipInUseByPortForwarding', 409, `Floating IP ${floating.id} in use by Port Forwarding resources.`]
    const other = await port(inside)
    const leading = lab.update(ada, 'FloatingIp', floating.id, { port_id: other.id })
    assert.deepEqual(told(await refused(leading)), inUse)
    assert.deepEqual(told(await refused(lab.remove(ada, 'FloatingIp', floating.id))), inUse)
    await lab.update(ada, 'FloatingIp', floating.id, { description: 'kept', port_id: null })
    await lab.remove(ada, 'PortForwarding', id)
    await lab.remove(ada, 'FloatingIp', floating.id)
  })

  test('keeps the interface that it goes through', async context => {
    const { lab, ada, inside, behind, forward } = await open(context)
    await forward()
    const removing = lab.action(ada, 'Router', behind.id, 'remove_router_interface', { subnet_id: inside.id })
    assert.equal((await refused(removing))[0]?.name, 'RouterInterfaceInUseByFloatingIP')
  })

  test('goes with its port, or with the address of the port', async context => {
    const { lab, ada, inside, own, floating, port, forward, floatingIpOf } = await open(context)
    await forward()
    const second = await port(inside, { fixed_ips: [{ ip_address: '10.1.0.21' }] })
    const at = { internal_port_id: second.id, internal_ip_address: '10.1.0.21' }
    await forward({ ...at, external_port: 22 })
    await lab.remove(ada, 'Port', own.id)
    assert.equal((await lab.list(ada, 'PortForwarding')).length, 1)
    await lab.update(ada, 'Port', second.id, { fixed_ips: [{ ip_address: '10.1.0.22' }] })
    assert.deepEqual(await lab.list(ada, 'PortForwarding'), [])
    assert.equal((await floatingIpOf(floating.id)).router_id, null)
  })
})
