import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { Json } from '@baryon/kit'
import { refused } from '../testdata/lab.ts'
import { openRouted, told } from '../testdata/routed.ts'

const web = { priority: 10, source: 'any', destination: '10.0.0.0/24', action: 'permit' }

type Given = { readonly [name: string]: Json }

async function open(context: Parameters<typeof openRouted>[0]) {
  const all = { project: '*', source: 'any', destination: 'any', action: 'permit' }
  const routed = await openRouted(context, { router_rules: { served: 'policies', defaults: [all] } })
  const { lab, ada } = routed
  const make = (given: Given, caller = ada) => lab.create(caller, 'TenantPolicy', given)
  const change = (id: Json | undefined, given: Given) => lab.update(ada, 'TenantPolicy', String(id), given)
  const priorities = async () =>
    (await lab.list(ada, 'TenantPolicy')).map(({ priority }) => Number(priority)).sort((one, other) => one - other)
  return { ...routed, make, change, priorities }
}

suite('policies of a project', () => {
  test('are kept with every text that clients give as what it means', async context => {
    const { make, change, router } = await open(context)
    await router()
    const made = await make({
      ...web,
      protocol: 'tcp',
      source_port: 0,
      destination_port: 80,
      nexthops: '10.0.0.1,10.0.0.2',
    })
    const { id, project_id, configured: _, ...policy } = made
    assert.deepEqual([typeof id, project_id], ['string', 'ada'])
    assert.deepEqual(policy, {
      ...web,
      protocol: 'tcp',
      source_port: null,
      destination_port: 80,
      nexthops: ['10.0.0.1', '10.0.0.2'],
    })
    const changed = await change(id, { action: 'deny', destination_port: 0, protocol: '', nexthops: '' })
    assert.deepEqual([changed['action'], changed['destination_port'], changed['protocol']], ['deny', null, null])
    assert.deepEqual(changed['nexthops'], [])
  })

  test('need a router, and go with the last one', async context => {
    const { lab, ada, make, router, priorities } = await open(context)
    assert.deepEqual(told(await refused(make(web))), [
      'TenantRouterDoesNotExist',
      404,
      'Tenant does not have a router to apply policy. Please create a router before adding policies.',
    ])
    await router({}, lab.member('bob'))
    const [first, last] = [await router(), await router()]
    await make(web)
    await make({ ...web }, (await router({}, lab.member('eve'))) && lab.member('eve'))
    await lab.remove(ada, 'Router', first.id)
    assert.deepEqual(await priorities(), [10, 14_000])
    await lab.remove(ada, 'Router', last.id)
    assert.deepEqual(await priorities(), [])
    assert.equal((await lab.list(lab.member('eve'), 'TenantPolicy')).length, 2)
  })

  test('have a priority of their own, which may be that of one of the configuration', async context => {
    const { make, router, priorities } = await open(context)
    await router()
    await make(web)
    await make({ ...web, priority: 14_000, action: 'deny' })
    assert.deepEqual(told(await refused(make(web))), [
      'TenantPolicyExists',
      409,
      'Tenant policy for tenant ID ada with priority 10 exists',
    ])
    for (const priority of [0, 3001, 13_999, 14_001])
      assert.deepEqual(
        (await refused(make({ ...web, priority }))).map(({ message }) => message),
        [`Invalid input for operation: User must provide valid priority between 1 and 3000. ${priority} was provided.`],
      )
    assert.deepEqual(await priorities(), [10, 14_000])
  })

  test('are those of the configuration too, which only the configuration changes', async context => {
    const { lab, ada, make, change, router, priorities } = await open(context)
    assert.deepEqual(await priorities(), [])
    await router()
    const standing = async () => (await lab.list(ada, 'TenantPolicy'))[0] ?? {}
    const { id, project_id, configured: _, ...policy } = await standing()
    assert.deepEqual(
      [project_id, policy],
      [
        'ada',
        {
          ...{ priority: 14_000, source: 'any', source_port: null, destination: 'any', destination_port: null },
          ...{ protocol: null, action: 'permit', nexthops: [] },
        },
      ],
    )
    const said = `Tenant policy ${id} is from the configuration and could not be updated or deleted.`
    for (const doing of [change(id, { action: 'deny' }), lab.remove(ada, 'TenantPolicy', String(id))]) {
      const faults = await refused(doing)
      assert.deepEqual(told(faults), ['TenantPolicyConfigured', 409, said])
      assert.match(faults[0]?.cause ?? '', /router_rules\.defaults/)
    }
    assert.equal((await standing())['id'], id)
    const other = await make({ ...web, priority: 14_000, action: 'deny' })
    assert.deepEqual([(await standing())['id'], await priorities()], [other['id'], [14_000]])
    await lab.remove(ada, 'TenantPolicy', String(other['id']))
    assert.deepEqual([(await standing())['action'], await priorities()], ['permit', [14_000]])
  })

  test('are refused with all that is wrong', async context => {
    const { make, router, change } = await open(context)
    await router()
    const wrong = {
      priority: 1,
      source: '10.0.0.0',
      destination: 'nowhere',
      source_port: 65_536,
      destination_port: -1,
      action: 'dance',
      nexthops: '10.0.0.1,10.0.0.1',
    }
    assert.deepEqual(
      (await refused(make(wrong))).map(({ pointer }) => pointer),
      ['/source', '/destination', '/nexthops', '/action', '/source_port', '/destination_port', '/protocol'],
    )
    const { id } = await make(web)
    assert.equal((await refused(change(id, { destination_port: 80 })))[0]?.pointer, '/protocol')
  })
})
