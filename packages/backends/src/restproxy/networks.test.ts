import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Json } from '@baryon/kit'
import type { Desired } from '@baryon/reconcile'
import { dialectOf } from './dialects/registry.ts'
import { ExternalNetworks } from './networks.ts'

const dialect = dialectOf('bsn-v2.0', 'G2', {})
const apart = new Set(['floatingip'])

const network = (name: string, floatingips: Json, external = true): Desired => ({
  key: { kind: 'network', id: 'out' },
  parents: [],
  address: { tenant: 'admin' },
  body: { id: 'out', name, 'router:external': external, floatingips },
})

const first = network('out', [{ id: 'a' }])
const second = network('out', [{ id: 'a' }, { id: 'b' }])

test('a network is told already when its floating IPs alone are otherwise', () => {
  const networks = new ExternalNetworks(dialect)
  networks.add(first)
  assert.equal(networks.isTold(second, apart), true)
  assert.equal(networks.isTold(network('renamed', []), apart), false)
  assert.equal(networks.isTold(network('out', [], false), apart), false)
})

test('one that is asked for as it was last is told again', () => {
  const networks = new ExternalNetworks(dialect)
  networks.add(first)
  assert.equal(networks.isTold(first, apart), false)
  assert.equal(networks.isTold(second, apart), true)
  assert.equal(networks.isTold(second, apart), false)
})

test('it is told where nobody knows how it was told, and where it tells the floating IPs', () => {
  const networks = new ExternalNetworks(dialect)
  assert.equal(networks.isTold(second, apart), false)
  networks.add(first)
  assert.equal(networks.isTold(second, new Set()), false)
  networks.forget()
  assert.equal(networks.isTold(second, apart), false)
  const old = new ExternalNetworks(dialectOf('bsn-v1.1', 'D', {}))
  old.add(first)
  assert.equal(old.isTold(second, apart), false)
})
