import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BehaviourSet, startServices } from '@baryon/decide'
import type { Json } from '@baryon/kit'
import { type Lab, openLab, refused } from '../testdata/lab.ts'

type Given = { readonly [name: string]: Json }
const told = async (doing: Promise<unknown>) => (await refused(doing)).map(({ name, message }) => [name, message])
const idOf = (row: Given) => String(row['id'])

const few = { vni_ranges: { vxlan: ['1:4'], geneve: [], gre: [] } }

const vniOf = (row: Given) => row['provider:segmentation_id']
const make = (lab: Lab, project: string) => lab.create(lab.member(project), 'Network', {})
const exhausted = ['NoNetworkAvailable', 'Unable to create the network. No tenant network is available for allocation.']

test('networks get the ids of the range, each once, and those that were given back', async t => {
  const lab = await openLab(t, few)
  const made = [await make(lab, 'demo'), await make(lab, 'demo'), await make(lab, 'demo'), await make(lab, 'demo')]
  assert.deepEqual(made.map(vniOf), [1, 2, 3, 4])
  assert.deepEqual(await told(make(lab, 'demo')), [exhausted])
  await lab.remove(lab.admin, 'Network', idOf(made[1]!))
  assert.equal(vniOf(await make(lab, 'demo')), 2)
})

test('an id that an administrator took is passed over', async t => {
  const lab = await openLab(t, few)
  for (const id of [1, 3])
    await lab.create(lab.admin, 'Network', { 'provider:network_type': 'vxlan', 'provider:segmentation_id': id })
  assert.deepEqual([vniOf(await make(lab, 'demo')), vniOf(await make(lab, 'demo'))], [2, 4])
})

test('what a refused network was to get is given to the next', async t => {
  const lab = await openLab(t, few)
  await refused(lab.create(lab.member('demo'), 'Network', { mtu: 9000 }))
  const made = [await make(lab, 'demo'), await make(lab, 'demo'), await make(lab, 'demo'), await make(lab, 'demo')]
  assert.deepEqual(made.map(vniOf).toSorted(), [1, 2, 3, 4])
})

test('the types of projects are tried in their order', async t => {
  const settings = { tenant_network_types: ['vlan', 'geneve'], vlan_ranges: { physnet1: ['7:7'] } }
  const lab = await openLab(t, settings)
  const types = [await make(lab, 'demo'), await make(lab, 'demo')].map(row => row['provider:network_type'])
  assert.deepEqual(types, ['vlan', 'geneve'])
})

test('the ranges of the settings are there, and follow them', async t => {
  const lab = await openLab(t, { ...few, vlan_ranges: { physnet1: ['100:102', '200:201'], public: [] } })
  const shown = async () =>
    (await lab.list(lab.admin, 'NetworkSegmentRange')).map(row => [
      row['network_type'],
      row['physical_network'],
      row['available'],
      row['default'],
      row['shared'],
      row['project_id'],
    ])
  const vxlan = ['vxlan', null, [1, 2, 3, 4], true, true, null]
  const vlans = [
    ['vlan', 'physnet1', [100, 101, 102], true, true, null],
    ['vlan', 'physnet1', [200, 201], true, true, null],
  ]
  const sorted = (rows: readonly unknown[]) => rows.map(row => JSON.stringify(row)).sort()
  assert.deepEqual(sorted(await shown()), sorted([vxlan, ...vlans]))
  const before = (await lab.list(lab.admin, 'NetworkSegmentRange')).map(idOf).sort()
  const { registry, behaviours, newId } = await lab.commit(lab.admin, async context => context)
  await startServices({
    store: lab.store,
    registry,
    behaviours: behaviours ?? new BehaviourSet(registry, new Map()),
    newId,
  })
  assert.deepEqual((await lab.list(lab.admin, 'NetworkSegmentRange')).map(idOf).sort(), before)
})

test('a default range is neither changed nor deleted', async t => {
  const lab = await openLab(t, few)
  const [range] = await lab.list(lab.admin, 'NetworkSegmentRange')
  const id = idOf(range ?? {})
  const expected = [
    [
      'NetworkSegmentRangeDefaultReadOnly',
      `Network Segment Range ${id} is a default segment range which could not be updated or deleted.`,
    ],
  ]
  assert.deepEqual(await told(lab.update(lab.admin, 'NetworkSegmentRange', id, { name: 'x' })), expected)
  assert.deepEqual(await told(lab.remove(lab.admin, 'NetworkSegmentRange', id)), expected)
})

test('a range of a project comes before the shared ones and is for nobody else', async t => {
  const lab = await openLab(t, few)
  const range = await lab.create(lab.admin, 'NetworkSegmentRange', {
    shared: false,
    project_id: 'demo',
    network_type: 'vxlan',
    minimum: 30_001,
    maximum: 30_002,
  })
  const demo = [await make(lab, 'demo'), await make(lab, 'demo'), await make(lab, 'demo')]
  assert.deepEqual(demo.map(vniOf), [30_001, 30_002, 1])
  assert.equal(vniOf(await make(lab, 'other')), 2)
  const shown = await lab.show(lab.admin, 'NetworkSegmentRange', idOf(range))
  assert.deepEqual([shown['available'], shown['used']], [[], { 30001: 'demo', 30002: 'demo' }])
  const inUse = `Network Segment Range ${range['id']} is referenced by one or more tenant networks.`
  const change = (given: Given) => lab.update(lab.admin, 'NetworkSegmentRange', idOf(range), given)
  assert.deepEqual(await told(change({ minimum: 30_002 })), [['NetworkSegmentRangeReferencedByProject', inUse]])
  assert.equal((await change({ maximum: 30_010 }))['maximum'], 30_010)
  assert.equal((await told(lab.remove(lab.admin, 'NetworkSegmentRange', idOf(range))))[0]?.[1], inUse)
})

test('ranges that cannot be are refused in the words of Neutron', async t => {
  const lab = await openLab(t, { vlan_ranges: { physnet1: ['100:102'] } })
  const range = (given: Given) => lab.create(lab.admin, 'NetworkSegmentRange', { minimum: 5, maximum: 9, ...given })
  const first = await range({ network_type: 'vxlan' })
  const cases: readonly (readonly [Given, string, string])[] = [
    [
      { network_type: 'vlan' },
      'BadRequest',
      "Bad network_segment_range request: Network type vlan requires 'physical_network' to be specified while creating new range.",
    ],
    [
      { network_type: 'vxlan', minimum: 9, maximum: 20 },
      'NetworkSegmentRangeOverlaps',
      `Network segment range overlaps with range(s) with id ${first['id']}`,
    ],
    [
      { network_type: 'vlan', physical_network: 'physnet1', maximum: 5000 },
      'NetworkVlanRangeError',
      "Invalid network VLAN range: '5:5000' - '5000 is not a valid VLAN tag'.",
    ],
    [
      { network_type: 'geneve', minimum: 9, maximum: 5 },
      'NetworkTunnelRangeError',
      "Invalid network tunnel range: '9:5' - End of tunnel range is less than start of tunnel range.",
    ],
  ]
  for (const [given, name, message] of cases) assert.deepEqual(await told(range(given)), [[name, message]])
})

test('a segment comes to a network and goes from it, and the network shows what it is made of', async t => {
  const lab = await openLab(t, { vlan_ranges: { public: [] } })
  const network_id = idOf(await make(lab, 'demo'))
  const given = { network_id, network_type: 'vlan', physical_network: 'public', segmentation_id: 1301, name: 's2' }
  const segment = await lab.create(lab.admin, 'Segment', given)
  const { id: _, created_at: _c, updated_at: _u, revision_number: _r, allocation: _a, ...shown } = segment
  assert.deepEqual(shown, { ...given, description: '', position: 1 })
  const network = () => lab.show(lab.admin, 'Network', network_id)
  assert.equal((await network())['provider:network_type'], null)
  assert.equal(((await network())['segments'] as readonly Json[]).length, 2)
  assert.equal((await told(lab.create(lab.admin, 'Segment', given)))[0]?.[0], 'VlanIdInUse')
  await lab.update(lab.admin, 'Segment', idOf(segment), { name: 'renamed' })
  await lab.remove(lab.admin, 'Segment', idOf(segment))
  const after = await network()
  assert.deepEqual([after['provider:network_type'], after['segments']], ['vxlan', undefined])
})

test('behind a thousand ids in use the next free one is found', async t => {
  const lab = await openLab(t, { vni_ranges: { vxlan: ['1:3000'], geneve: [], gre: [] } })
  await lab.create(lab.admin, 'Network', { 'provider:network_type': 'vxlan', 'provider:segmentation_id': 500 })
  const [template = {}] = await lab.list(lab.admin, 'Segment')
  await lab.commit(lab.admin, async context => {
    for (let id = 1; id <= 1000; id += 1) {
      if (id === 500) continue
      await context.tx.insert(lab.kind('Segment'), {
        ...template,
        id: context.newId(),
        segmentation_id: id,
        allocation: `vxlan::${id}`,
      })
    }
  })
  assert.equal(vniOf(await make(lab, 'demo')), 1001)
  assert.equal(vniOf(await make(lab, 'demo')), 1002)
})
