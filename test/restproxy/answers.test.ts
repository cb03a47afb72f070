/** What requests say besides their bodies, and what is made of answers that say little. */
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { becomes, startLab } from './lab.ts'
import { plug, stage } from './stage.ts'

/** A file with a secret, as the configuration names it. */
function secret(name: string, text: string): string {
  const file = path.join(tmpdir(), `${name}-${process.pid}`)
  writeFileSync(file, text, { mode: 0o600 })
  return `file:${file}`
}

test('an answer that is no JSON is as good as one that is', async context => {
  const lab = await startLab()
  context.after(() => lab.stop())
  lab.controller.faults([{ path: '^/(tenants|securitygroups)', text: '<html>ok</html>' }])
  await stage(lab)
  await lab.settled()
  assert.deepEqual(await lab.refused(), [])
  assert.equal((await lab.report()).retries, 0)
})

test('what is not there any more is removed', async context => {
  const lab = await startLab()
  context.after(() => lab.stop())
  const { network } = await stage(lab)
  const port = await plug(lab, network)
  await lab.settled()
  lab.controller.faults([{ method: 'DELETE', path: 'attachment$', status: 404 }])
  lab.forget()
  assert.equal((await lab.admin.delete(`/ports/${port.id}`)).status, 204)
  await lab.settled()
  const attachment = `/tenants/${lab.demo.project}/networks/${network.id}/ports/${port.id}/attachment`
  assert.deepEqual(
    lab.told().filter(line => line.startsWith('DELETE')),
    [`DELETE ${attachment}`],
  )
  assert.deepEqual(await lab.refused(), [])
})

test('every request names the proxy, and its secret does not change the other headers', async context => {
  const long = `user:${'p'.repeat(60)}`
  for (const auth of [undefined, long]) {
    const lab = await startLab({
      dialect: 'bsn-v1.1',
      controller: auth === undefined ? {} : { auth },
      configuration: { instance: 'cloud-1', ...(auth === undefined ? {} : { auth: { basic: secret('basic', auth) } }) },
    })
    context.after(() => lab.stop())
    await stage(lab)
    await lab.settled()
    const entries = lab.requests()
    assert.ok(entries.some(({ method }) => method === 'POST') && entries.some(({ method }) => method === 'GET'))
    for (const { headers, complaints } of entries) {
      assert.deepEqual(complaints, [])
      assert.equal(headers['content-type'], 'application/json')
      assert.equal(headers['accept'], 'application/json')
      assert.equal(headers['neutronproxy-agent'], 'NeutronRestProxy')
      assert.equal(headers['instance-id'], 'cloud-1')
      assert.equal(headers['orchestration-service-id'], 'Neutron v2.0')
      const basic = auth === undefined ? undefined : `Basic ${Buffer.from(auth).toString('base64')}`
      assert.equal(headers['authorization'], basic)
    }
  }
})

test('a token is a cookie', async context => {
  const lab = await startLab({
    controller: { token: 'abc' },
    configuration: { auth: { token: secret('token', 'abc\n') } },
  })
  context.after(() => lab.stop())
  await stage(lab)
  await lab.settled()
  assert.equal((await lab.report()).phase, 'following')
  for (const { headers } of lab.requests()) {
    assert.equal(headers['cookie'], 'session_cookie="abc"')
    assert.equal(headers['authorization'], undefined)
  }
})

test('a controller that does not know the proxy is told nothing more until somebody looks; then everything', async context => {
  const credentials = secret('denied', 'user:wrong')
  const lab = await startLab({ controller: { auth: 'user:right' }, configuration: { auth: { basic: credentials } } })
  context.after(() => lab.stop())
  const { network } = await stage(lab)
  assert.notEqual((await lab.admin.get('//v1/revisions/head?wait=1')).body.converged, true)
  const { phase, reason } = await lab.report()
  assert.equal(phase, 'denied')
  assert.ok(!JSON.stringify(reason).includes('wrong'), 'secrets are not told')
  secret('denied', 'user:right')
  await lab.order('resume')
  await lab.settled()
  await becomes(lab, 'networks', network.id, 'ACTIVE')
})
