import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Standing } from '@baryon/reconcile'
import { statusOf } from './status.ts'
import { cloud, viewOf, withRow } from './testdata/cloud.ts'

const statuses = async (kind: string, id: string, rows = cloud) =>
  Promise.all(
    (['pending', 'there', 'refused', 'absent'] as const).map(
      async standing => (await statusOf({ kind, id }, standing, viewOf(rows)))?.values['status'],
    ),
  )

test('statusOf() says of rows how their thing stands, and nothing while it is on its way', async () => {
  assert.deepEqual(await statuses('network', 'net'), [undefined, 'ACTIVE', 'ERROR', undefined])
  assert.deepEqual(await statuses('router', 'router'), [undefined, 'ACTIVE', 'ERROR', 'ACTIVE'])
  assert.deepEqual(await statuses('port', 'vm'), [undefined, 'ACTIVE', 'ERROR', 'DOWN'])
  assert.deepEqual(await statuses('floatingip', 'fip'), [undefined, 'ACTIVE', 'ERROR', 'DOWN'])
})

test('statusOf() says DOWN of what is there and switched off, and of an address that leads nowhere', async () => {
  const down = { admin_state_up: false }
  for (const [kind, row, id] of [
    ['network', 'Network', 'net'],
    ['router', 'Router', 'router'],
    ['port', 'Port', 'vm'],
  ] as const)
    assert.equal((await statuses(kind, id, withRow(cloud, row, id, down)))[1], 'DOWN')
  const loose = withRow(cloud, 'FloatingIp', 'fip', { port_id: null })
  assert.equal((await statuses('floatingip', 'fip', loose))[1], 'DOWN')
})

test('statusOf() leaves interfaces that are not told as they are, and ports of floating IPs always', async () => {
  assert.deepEqual(await statuses('port', 'leg'), [undefined, 'ACTIVE', 'ERROR', undefined])
  assert.deepEqual(await statuses('port', 'fip-port'), [undefined, undefined, undefined, undefined])
})

test('statusOf() says nothing of things without a status, and of rows that are gone', async () => {
  for (const kind of ['tenant', 'security-group', 'interface', 'policy'])
    for (const standing of ['there', 'refused', 'absent'] satisfies Standing[])
      assert.equal(await statusOf({ kind, id: 'group' }, standing, viewOf(cloud)), undefined)
  assert.deepEqual(await statuses('port', 'nowhere'), [undefined, undefined, undefined, undefined])
})
