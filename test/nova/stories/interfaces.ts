/** What is given to a server that runs, and taken from it. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { type Stage, until } from '../stage.ts'

export function interfaceStories(stage: () => Stage) {
  it('attaches and detaches interfaces, and shows a floating IP as soon as it comes and goes', async () => {
    const { demo, admin, running, server, port, portsOf, remove } = stage()
    const { id } = await running('host', '--nic net-id=blue,v4-fixed-ip=10.0.0.60')
    const has = (addresses: Readonly<Record<string, readonly string[]>>) =>
      until(async () => assert.deepEqual((await server(id)).addresses, addresses))
    const [first = ''] = await portsOf(id, 1)

    const extra: { readonly id: string } = await demo.run(
      'port create --network red --fixed-ip ip-address=10.0.1.7 extra',
    )
    await demo.run(`server add port ${id} extra`)
    await has({ blue: ['10.0.0.60'], red: ['10.0.1.7'] })
    await until(async () => assert.equal((await port(extra.id)).status, 'ACTIVE'))
    assert.equal((await port(extra.id)).binding_host_id, (await port(first)).binding_host_id)
    await demo.run(`server remove port ${id} extra`)
    await has({ blue: ['10.0.0.60'] })
    const left = await port(extra.id)
    assert.deepEqual([left.device_id, left.binding_host_id, left.binding_vif_type], ['', '', 'unbound'])

    await demo.run(`server add network ${id} red`)
    const made = (await portsOf(id, 2)).find(each => each !== first) ?? ''
    await until(async () => assert.equal((await port(made)).status, 'ACTIVE'))
    await demo.run(`server remove network ${id} red`)
    await until(async () => assert.match(await admin.refuse(`port show ${made}`), /No Port found/))
    await has({ blue: ['10.0.0.60'] })

    const { floating_ip_address: outside }: { readonly floating_ip_address: string } =
      await demo.run('floating ip create public')
    await demo.run(`server add floating ip ${id} ${outside}`)
    await has({ blue: ['10.0.0.60', outside] })
    await demo.run(`server remove floating ip ${id} ${outside}`)
    await has({ blue: ['10.0.0.60'] })

    await demo.run(`port set --fixed-ip ip-address=10.0.0.61 --no-fixed-ip ${first}`)
    await has({ blue: ['10.0.0.61'] })
    await remove(id)
    await demo.run('port delete extra')
    await demo.run(`floating ip delete ${outside}`)
  })
}
