import assert from 'node:assert/strict'
import { it } from 'node:test'
import { BehaviourSet, startServices, withDefaults } from '@baryon/decide'
import type { Row } from '@baryon/model'
import { behaviour, settings } from './index.ts'
import { openLab } from './testdata/lab.ts'

it('something to try the service on is made once, and not beside networks that are there', async context => {
  const lab = await openLab(context)
  const { store, registry } = lab
  const made = registry.services.map(
    service => [service.name, behaviour(withDefaults(settings ?? {}, {}) as Row, service)] as const,
  )
  const stage = {
    store,
    registry,
    behaviours: new BehaviourSet(registry, new Map(made)),
    newId: () => crypto.randomUUID(),
  }
  const names = async (kind: string) => (await lab.list(lab.admin, kind)).map(row => row['name'])

  await startServices(stage)
  assert.deepEqual(await names('Network'), [])
  await startServices(stage, 'demo')
  assert.deepEqual((await names('Network')).sort(), ['private', 'public'])
  assert.deepEqual((await names('Subnet')).sort(), ['private-v4', 'private-v6', 'public-v4'])
  const [router] = await lab.list(lab.member('demo'), 'Router')
  const ports = await lab.list(lab.admin, 'Port', { attribute: 'device_id', in: [router?.['id'] ?? null] })
  assert.deepEqual(ports.map(port => port['device_owner']).sort(), [
    'network:router_gateway',
    'network:router_interface',
    'network:router_interface',
  ])
  await startServices(stage, 'demo')
  assert.equal((await names('Network')).length, 2)
})
