/** Extensions that are served only as the service is set, over restarts with other settings. */
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { type RunningServer, startServer } from '@baryon/server'

const deny = { source: 'any', destination: 'any', action: 'deny', nexthops: [] }

test('what was given of an extension is kept while it is not served', async context => {
  const folder = await mkdtemp(path.join(tmpdir(), 'baryon-unserved-'))
  const serviceSettings = path.join(folder, 'services.yaml')
  let server: RunningServer | undefined
  context.after(async () => {
    await server?.stop()
    await rm(folder, { recursive: true })
  })
  const start = async (served: string) => {
    await server?.stop()
    await writeFile(serviceSettings, JSON.stringify({ networking: { router_rules: { served } } }))
    const options = { listen: '127.0.0.1:0', data: path.join(folder, 'data'), auth: 'none', demo: false }
    server = await startServer({ ...options, serviceSettings })
  }
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every form
  const ask = async (method: string, target: string, body?: object): Promise<any> => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) }
    const answer = await fetch(`${server?.url}/v2.0${target}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...sent,
    })
    return answer.json()
  }
  const rulesOf = async (id: string) => (await ask('GET', `/routers/${id}`)).router.router_rules
  await start('rules')
  const { id } = (await ask('POST', '/routers', { router: { name: 'r', project_id: 'p' } })).router
  await ask('PUT', `/routers/${id}`, { router: { router_rules: [deny] } })
  await start('policies')
  assert.equal(await rulesOf(id), undefined)
  const policy = { project_id: 'p', priority: 1, source: 'any', destination: 'any', action: 'deny' }
  const { tenantpolicy } = await ask('POST', '/tenantpolicies', { tenantpolicy: policy })
  await start('none')
  assert.equal(await rulesOf(id), undefined)
  assert.equal((await ask('GET', '/tenantpolicies')).NeutronError.type, 'HTTPNotFound')
  await start('rules')
  assert.deepEqual(await rulesOf(id), [{ id: 1, ...deny }])
  await start('policies')
  assert.deepEqual((await ask('GET', '/tenantpolicies')).tenantpolicies, [tenantpolicy])
})
