import assert from 'node:assert/strict'
import { it } from 'node:test'
import { decide } from '@baryon/decide'
import { openLab } from '../testdata/lab.ts'

it('a flavor keeps its profiles, and a router its flavor', async context => {
  const lab = await openLab(context)
  const flavor = await lab.create(lab.admin, 'Flavor', { name: 'fast', service_type: 'L3_ROUTER_NAT' })
  const profile = await lab.create(lab.admin, 'ServiceProfile', { metainfo: '{}' })
  const id = String(flavor['id'])
  await assert.rejects(lab.create(lab.admin, 'ServiceProfile', {}), /needs either a driver or metainfo/)
  await assert.rejects(lab.create(lab.admin, 'Flavor', { service_type: 'VPN' }), /not a valid service type/)
  await assert.rejects(lab.create(lab.admin, 'Router', { flavor_id: id }), /is not associated with flavor/)
  const values = { service_profile: { id: profile['id'] ?? '' } }
  const parent = { attribute: 'flavor_id', value: id }
  await lab.commit(lab.admin, unit =>
    decide({ verb: 'create', kind: lab.kind('FlavorServiceProfile'), values, parent }, unit),
  )
  await lab.create(lab.admin, 'Router', { flavor_id: id })
  await assert.rejects(lab.remove(lab.admin, 'Flavor', id), /is used by some service instance/)
  assert.equal((await lab.show(lab.member('p'), 'Flavor', id))['name'], 'fast')
  assert.equal((await lab.show(lab.admin, 'ServiceProfile', String(profile['id'])))['metainfo'], '{}')
})
