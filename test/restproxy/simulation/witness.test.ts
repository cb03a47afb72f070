import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Witness } from './witness.ts'

const base = '/networkService/v2.0/tenants/t'

function taking(...requests: readonly (readonly [method: string, path: string, body?: object])[]): readonly string[] {
  const witness = new Witness('c')
  for (const [method, path, body] of requests)
    witness.begins(method, base + path, Buffer.from(JSON.stringify(body ?? ''))).ended(200)
  return witness.breaches
}

const network = ['POST', '/networks', { network: { id: 'n' } }] as const
const port = ['PUT', '/networks/n/ports/p/attachment', { port: {}, attachment: {} }] as const
const router = ['PUT', '/routers/r', { router: { id: 'r' } }] as const
const leg = ['POST', '/routers/r/interfaces', { interface: { id: 'n', network: 'n' } }] as const

test('what comes in order is no breach', () => {
  const removals = [
    ['DELETE', '/routers/r/interfaces/n'],
    ['DELETE', '/networks/n/ports/p/attachment'],
    ['DELETE', '/routers/r'],
    ['DELETE', '/networks/n'],
  ] as const
  assert.deepEqual(taking(network, port, router, leg, ...removals), [])
})

test('a child before its parent is a breach', () => {
  assert.deepEqual(taking(port), ['c: port p is told before network n'])
  assert.deepEqual(taking(network, leg), ['c: interface n is told before router r'])
  assert.deepEqual(taking(router, leg), ['c: interface n is told before network n'])
  assert.deepEqual(taking(['PUT', '/routers/r/policies/1', {}]), ['c: a policy is told before router r'])
})

test('a parent that goes before its children is a breach', () => {
  assert.deepEqual(taking(network, port, ['DELETE', '/networks/n']), ['c: network n is removed before its ports'])
  assert.deepEqual(taking(network, router, leg, ['DELETE', '/routers/r']), [
    'c: router r is removed before its interfaces',
  ])
})

test('everything at once is what is there then', () => {
  const all = {
    networks: [{ id: 'n', ports: [{ id: 'p', attachment: {} }] }],
    routers: [{ id: 'r', interfaces: [{ id: 'n' }] }],
  }
  assert.deepEqual(taking(port, ['POST', '/../../topology', all], port, leg), ['c: port p is told before network n'])
  assert.deepEqual(taking(['POST', '/topology', all], ['DELETE', '/routers/r']), [
    'c: router r is removed before its interfaces',
  ])
  const keyed = { networks: { n: { ports: {} } } }
  assert.deepEqual(taking(['PUT', '/topology', keyed], port), [])
})

test('two requests at a time for one thing are a breach, two creations are not', () => {
  const witness = new Witness('c')
  const put = () => witness.begins('PUT', '/tenants/t/networks/n', Buffer.from('{}'))
  const post = () => witness.begins('POST', '/tenants/t/networks', Buffer.from('{}'))
  const creations = [post(), post()]
  for (const { ended } of creations) ended(200)
  const [first, second] = [put(), put()]
  first.left()
  first.ended(200)
  assert.deepEqual(witness.breaches, [], 'who heard nothing may ask again')
  put()
  second.ended(200)
  assert.deepEqual(witness.breaches, ['c: two requests at a time for PUT /tenants/t/networks/n'])
})

test('what a controller forgot is no breach, until it has everything again', () => {
  const witness = new Witness('c')
  const take = (method: string, path: string) => witness.begins(method, base + path, Buffer.from('{}')).ended(200)
  take('PUT', '/networks/n')
  witness.wiped()
  take('PUT', '/networks/n/ports/p/attachment')
  assert.deepEqual(witness.breaches, [])
  witness.agreed()
  take('PUT', '/networks/m/ports/q/attachment')
  assert.equal(witness.breaches.length, 1)
})
