/** Extensions that are served only as the service is set, over restarts with other settings. */
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type TestContext, test } from 'node:test'
import { type RunningServer, startServer } from '@baryon/server'

const deny = { source: 'any', destination: 'any', action: 'deny', nexthops: [] }

async function open(context: TestContext) {
  const folder = await mkdtemp(path.join(tmpdir(), 'baryon-unserved-'))
  const serviceSettings = path.join(folder, 'services.yaml')
  let server: RunningServer | undefined
  context.after(async () => {
    await server?.stop()
    await rm(folder, { recursive: true })
  })
  const start = async (served: string, ...defaults: readonly object[]) => {
    await server?.stop()
    await writeFile(serviceSettings, JSON.stringify({ networking: { router_rules: { served, defaults } } }))
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
    return answer.status === 204 ? undefined : answer.json()
  }
  const revision = () => server?.store.journal.head()
  return { start, ask, revision }
}

test('what was given of an extension is kept while it is not served', async context => {
  const { start, ask } = await open(context)
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

test('policies of the configuration are listed as long as it has them, whatever the restarts', async context => {
  const { start, ask, revision } = await open(context)
  const policies = async (): Promise<readonly Record<string, unknown>[]> => {
    const { tenantpolicies = [] } = await ask('GET', '/tenantpolicies')
    return tenantpolicies.toSorted(
      (one: typeof deny & { priority: number }, other: { priority: number }) => one.priority - other.priority,
    )
  }
  const told = async () =>
    (await policies()).map(({ project_id, priority, source, action }) =>
      [project_id, priority, source, action].join(' '),
    )
  const rule = (project: string, source: string, action: string) => ({ project, source, destination: 'any', action })
  const all = rule('*', 'any', 'permit')

  await start('rules', all)
  const routers = []
  for (const project_id of ['p', 'p', 'q']) {
    const { router } = await ask('POST', '/routers', { router: { project_id } })
    routers.push(router.id)
  }
  await start('policies', all)
  assert.deepEqual((await told()).toSorted(), ['p 14000 any permit', 'q 14000 any permit'])
  const stays = (await policies()).find(({ project_id }) => project_id === 'q')
  const web = { project_id: 'p', priority: 14_000, source: '10.0.0.0/8', destination: 'any', action: 'deny' }
  const { tenantpolicy } = await ask('POST', '/tenantpolicies', { tenantpolicy: web })

  const before = revision()
  await start('policies', all)
  assert.equal(revision(), before)
  await start('policies', all, rule('p', 'external', 'deny'), rule('p', 'any', 'permit'))
  assert.deepEqual(
    (await told()).filter(text => text.startsWith('p')),
    ['p 14000 10.0.0.0/8 deny', 'p 14001 any permit'],
  )
  assert.deepEqual(
    (await policies()).find(({ project_id }) => project_id === 'q'),
    stays,
  )
  await ask('DELETE', `/tenantpolicies/${tenantpolicy.id}`)
  assert.deepEqual(
    (await told()).filter(text => text.startsWith('p')),
    ['p 14000 external deny', 'p 14001 any permit'],
  )

  await start('policies', rule('p', 'any', 'permit'))
  assert.deepEqual(await told(), ['p 14000 any permit'])
  await start('none', rule('p', 'any', 'permit'))
  await ask('DELETE', `/routers/${routers[0]}`)
  await start('policies')
  assert.deepEqual(await told(), [])
  await start('policies', all)
  assert.deepEqual((await told()).toSorted(), ['p 14000 any permit', 'q 14000 any permit'])
  await ask('DELETE', `/routers/${routers[1]}`)
  assert.deepEqual(await told(), ['q 14000 any permit'])
})
