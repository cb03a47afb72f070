import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import type { Row } from '@baryon/model'
import { openLab } from '../testdata/lab.ts'

async function open(context: TestContext) {
  const lab = await openLab(context)
  const network = await lab.create(lab.admin, 'Network', { name: 'net' })
  const port = () => lab.create(lab.admin, 'Port', { network_id: String(network['id']) })
  const newTrunk = async (sub_ports: readonly ReturnType<typeof subport>[] = [], parent?: Row) =>
    lab.create(lab.admin, 'Trunk', { port_id: String((parent ?? (await port()))['id']), sub_ports })
  return { lab, port, newTrunk }
}

const subport = (of: Row, segmentation_id: number) => ({
  port_id: String(of['id']),
  segmentation_type: 'vlan',
  segmentation_id,
})

describe('Trunk', () => {
  it('takes subports at creation, by add_subports, and gives them back', async context => {
    const { lab, port, newTrunk } = await open(context)
    const [first, second] = [await port(), await port()]
    const trunk = await newTrunk([subport(first, 101)])
    const id = String(trunk['id'])
    await lab.action(lab.admin, 'Trunk', id, 'add_subports', { sub_ports: [subport(second, 102)] })
    const shown = await lab.show(lab.admin, 'Trunk', id)
    assert.deepEqual(shown['sub_ports'], [subport(first, 101), subport(second, 102)])
    assert.equal((await lab.row('Port', String(second['id'])))?.['device_owner'], 'trunk:subport')
    const removed = { sub_ports: [{ port_id: String(first['id']), segmentation_type: null, segmentation_id: null }] }
    await lab.action(lab.admin, 'Trunk', id, 'remove_subports', removed)
    const listed = await lab.action(lab.admin, 'Trunk', id, 'get_subports', {})
    assert.deepEqual(listed, { sub_ports: [subport(second, 102)] })
    assert.equal((await lab.row('Port', String(first['id'])))?.['device_owner'], '')
    await assert.rejects(lab.action(lab.admin, 'Trunk', id, 'remove_subports', removed), /could not be found/)
  })

  it('refuses a port that is part of a trunk, a tag twice, and one that cannot be a tag', async context => {
    const { port, newTrunk } = await open(context)
    const [first, second, parent] = [await port(), await port(), await port()]
    await newTrunk([subport(first, 101)], parent)
    await assert.rejects(newTrunk([subport(first, 101)]), /is in use by another trunk/)
    await assert.rejects(newTrunk([], parent), /not eligible for use as a parent port/)
    await assert.rejects(newTrunk([], first), /is in use by another trunk/)
    await assert.rejects(newTrunk([subport(second, 5), subport(await port(), 5)]), /segmentation_id 5 already in use/)
    await assert.rejects(newTrunk([subport(second, 4095)]), /Segmentation ID '4095' is not in range/)
    await assert.rejects(
      newTrunk([{ ...subport(second, 1), segmentation_type: 'gre' }]),
      /Unknown segmentation_type 'gre'/,
    )
  })

  it('keeps its ports, and lets them go when it is deleted', async context => {
    const { lab, port, newTrunk } = await open(context)
    const [child, parent] = [await port(), await port()]
    const trunk = await newTrunk([subport(child, 7)], parent)
    await assert.rejects(lab.remove(lab.admin, 'Port', String(parent['id'])), /currently a parent port for trunk/)
    await assert.rejects(lab.remove(lab.admin, 'Port', String(child['id'])), /currently a subport for trunk/)
    const details = (await lab.show(lab.admin, 'Port', String(parent['id'])))['trunk_details']
    assert.deepEqual(details, {
      trunk_id: trunk['id'],
      sub_ports: [{ ...subport(child, 7), mac_address: child['mac_address'] }],
    })
    await lab.remove(lab.admin, 'Trunk', String(trunk['id']))
    await lab.remove(lab.admin, 'Port', String(parent['id']))
    await lab.remove(lab.admin, 'Port', String(child['id']))
  })

  it('is not changed while it is disabled', async context => {
    const { lab, port, newTrunk } = await open(context)
    const trunk = await newTrunk()
    await lab.update(lab.admin, 'Trunk', String(trunk['id']), { admin_state_up: false })
    const input = { sub_ports: [subport(await port(), 9)] }
    await assert.rejects(
      lab.action(lab.admin, 'Trunk', String(trunk['id']), 'add_subports', input),
      /is currently disabled/,
    )
  })
})
