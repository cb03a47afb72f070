import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { type Cloud, said, startCloud } from './cloud.ts'

suite('segments', () => {
  let cloud: Cloud
  before(async () => {
    cloud = await startCloud({
      networking: { vlan_ranges: { physnet1: ['100:102'], public: [] }, vni_ranges: { vxlan: ['1:8'] } },
    })
  })
  after(() => cloud.stop())

  test('those of a network are listed, made and changed by administrators', async () => {
    const { id: network_id } = await cloud.admin.make('/networks', { network: {} })
    const listed = await cloud.admin.get(`/segments?network_id=${network_id}`)
    const [first] = listed.body.segments
    const { created_at, updated_at, revision_number, ...shown } = first
    assert.ok(created_at && updated_at && revision_number)
    assert.deepEqual(shown, {
      id: first.id,
      network_id,
      name: null,
      description: null,
      physical_network: null,
      network_type: 'vxlan',
      segmentation_id: 1,
    })
    const given = { network_id, network_type: 'vlan', physical_network: 'public', segmentation_id: 1301, name: 's2' }
    const made = await cloud.admin.post('/segments', { segment: given })
    assert.equal(made.status, 201, made.text)
    const { id, created_at: _created, updated_at: _updated, revision_number: _revision, ...rest } = made.body.segment
    assert.deepEqual(rest, { ...given, description: '' })
    const renamed = await cloud.admin.put(`/segments/${id}`, { segment: { name: 'new' } })
    assert.deepEqual([renamed.status, renamed.body.segment.name], [200, 'new'])
    assert.equal((await cloud.admin.delete(`/segments/${id}`)).status, 204)
  })

  test('one that ports are bound by stays', async () => {
    const segments = [
      { 'provider:network_type': 'vxlan', 'provider:segmentation_id': 7001 },
      { 'provider:network_type': 'vxlan', 'provider:segmentation_id': 7002 },
    ]
    const { id: network_id } = await cloud.admin.make('/networks', { network: { segments } })
    const port = await cloud.admin.make('/ports', { port: { network_id, 'binding:host_id': 'host-1' } })
    const listed = await cloud.admin.get(`/segments?network_id=${network_id}`)
    const idOf = (vni: number) =>
      listed.body.segments.find((one: { segmentation_id: number }) => one.segmentation_id === vni).id
    const refused = await cloud.admin.delete(`/segments/${idOf(7001)}`)
    assert.deepEqual(
      [refused.status, refused.body.NeutronError.type, refused.body.NeutronError.message],
      [409, 'SegmentInUse', `Segment '${idOf(7001)}' cannot be deleted: The segment is still bound with 1 port(s).`],
    )
    assert.equal((await cloud.admin.delete(`/segments/${idOf(7002)}`)).status, 204)
    await cloud.admin.delete(`/ports/${port.id}`)
    assert.equal((await cloud.admin.delete(`/segments/${idOf(7001)}`)).status, 204)
  })

  test('members have nothing to do with them', async () => {
    const demo = cloud.as('demo')
    assert.deepEqual((await demo.get('/segments')).body.segments, [])
    const { id: network_id } = await demo.make('/networks', { network: {} })
    const making = await demo.post('/segments', { segment: { network_id, network_type: 'vxlan' } })
    assert.equal(making.status, 403)
  })

  test('ranges of ids are those of the settings and those that administrators make', async () => {
    const listed = await cloud.admin.get('/network_segment_ranges?network_type=vlan')
    assert.equal(listed.body.network_segment_ranges.length, 1)
    const [range] = listed.body.network_segment_ranges
    const { id, created_at, updated_at, revision_number, ...shown } = range
    assert.ok(id && created_at && updated_at && revision_number)
    assert.deepEqual(shown, {
      name: '',
      default: true,
      shared: true,
      project_id: null,
      tenant_id: null,
      network_type: 'vlan',
      physical_network: 'physnet1',
      minimum: 100,
      maximum: 102,
      available: [100, 101, 102],
      used: {},
      description: '',
      tags: [],
    })
    const given = { name: 'r', shared: true, network_type: 'vxlan', minimum: 30_001, maximum: 30_003 }
    const made = await cloud.admin.post('/network_segment_ranges', { network_segment_range: given })
    assert.equal(made.status, 201, made.text)
    assert.deepEqual(made.body.network_segment_range.available, [30_001, 30_002, 30_003])
    assert.deepEqual(said(await cloud.admin.delete(`/network_segment_ranges/${id}`)), [
      400,
      'NetworkSegmentRangeDefaultReadOnly',
      `Network Segment Range ${id} is a default segment range which could not be updated or deleted.`,
    ])
    const missing = crypto.randomUUID()
    assert.deepEqual(said(await cloud.admin.get(`/network_segment_ranges/${missing}`)), [
      404,
      'NetworkSegmentRangeNotFound',
      `Network Segment Range ${missing} could not be found.`,
    ])
  })

  test('ranges of the settings are the same after a restart', async () => {
    const before = await cloud.admin.get('/network_segment_ranges?default=True&fields=id')
    await cloud.restart()
    assert.deepEqual((await cloud.admin.get('/network_segment_ranges?default=True&fields=id')).body, before.body)
    assert.ok(before.body.network_segment_ranges.length >= 2)
  })
})
