import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Json } from '@baryon/kit'
import { openLab, refused } from '../testdata/lab.ts'

async function said(doing: Promise<unknown>): Promise<string> {
  const [fault] = await refused(doing)
  return `${fault?.status} ${fault?.name ?? fault?.code}: ${fault?.message}`
}

/** As far as the models have these kinds. */
const defaults = {
  network: 100,
  subnet: 100,
  subnetpool: -1,
  port: 500,
  router: 10,
  floatingip: 50,
  rbac_policy: 10,
  security_group: 10,
  security_group_rule: 100,
  trunk: -1,
}

test('a project has the defaults until something else is said, and again once that is taken back', async context => {
  const lab = await openLab(context)
  const demo = lab.member('demo')
  assert.deepEqual(await lab.show(demo, 'Quota', 'demo'), defaults)
  assert.deepEqual(await lab.list(lab.admin, 'Quota'), [])
  const changed = await lab.update(lab.admin, 'Quota', 'demo', { network: 7, port: -1 })
  assert.deepEqual(changed, { ...defaults, network: 7, port: -1 })
  await lab.update(lab.admin, 'Quota', 'demo', { port: 0 })
  assert.deepEqual(await lab.show(demo, 'Quota', 'demo'), { ...defaults, network: 7, port: 0 })
  assert.deepEqual(await lab.list(lab.admin, 'Quota'), [{ ...defaults, network: 7, port: 0, project_id: 'demo' }])
  assert.deepEqual(await lab.action(demo, 'Quota', 'demo', 'default', {}), { quota: defaults })
  await lab.remove(lab.admin, 'Quota', 'demo')
  assert.deepEqual(await lab.show(demo, 'Quota', 'demo'), defaults)
  const again = lab.remove(lab.admin, 'Quota', 'demo')
  assert.equal(await said(again), '404 TenantQuotaNotFound: Quota for tenant demo could not be found.')
})

test('the settings say what the defaults are', async context => {
  const lab = await openLab(context, { quotas: { network: 1 } })
  const demo = lab.member('demo')
  assert.equal((await lab.show(demo, 'Quota', 'demo'))['network'], 1)
  await lab.create(demo, 'Network', {})
  assert.match(await said(lab.create(demo, 'Network', {})), /quota.exceeded/)
})

test('members read the quota of their project and write none', async context => {
  const lab = await openLab(context)
  const demo = lab.member('demo')
  assert.match(await said(lab.show(demo, 'Quota', 'other')), /^403 policy.denied/)
  assert.match(await said(lab.action(demo, 'Quota', 'other', 'default', {})), /^403 policy.denied/)
  assert.match(await said(lab.action(demo, 'Quota', 'other', 'details', {})), /^403 AdminRequired/)
  assert.match(await said(lab.list(demo, 'Quota')), /^403 policy.denied/)
  assert.match(await said(lab.update(demo, 'Quota', 'demo', { network: 1 })), /^403 policy.denied/)
  assert.match(await said(lab.remove(demo, 'Quota', 'demo')), /^403 policy.denied/)
})

test('nobody gets more than the quota, and -1 is no limit', async context => {
  const lab = await openLab(context)
  const demo = lab.member('demo')
  const limit = (network: number) => lab.update(lab.admin, 'Quota', 'demo', { network })
  await limit(1)
  await lab.create(demo, 'Network', {})
  assert.match(await said(lab.create(demo, 'Network', {})), /^409 quota.exceeded/)
  await lab.create(lab.member('other'), 'Network', {})
  await limit(-1)
  await lab.create(demo, 'Network', {})
})

test('details tell what is used', async context => {
  const lab = await openLab(context)
  const demo = lab.member('demo')
  await lab.create(demo, 'Network', {})
  await lab.create(demo, 'SecurityGroup', { name: 'web' })
  const details = (await lab.action(demo, 'Quota', 'demo', 'details', {})) as { quota: Record<string, Json> }
  assert.deepEqual(Object.keys(details.quota), Object.keys(defaults))
  assert.deepEqual(details.quota['network'], { limit: 100, used: 1, reserved: 0 })
  assert.deepEqual(details.quota['security_group'], { limit: 10, used: 2, reserved: 0 })
  assert.deepEqual(details.quota['security_group_rule'], { limit: 100, used: 6, reserved: 0 })
  assert.deepEqual(details.quota['port'], { limit: 500, used: 0, reserved: 0 })
})

test('a limit below what is used is refused where that is to be checked', async context => {
  const lab = await openLab(context)
  await lab.create(lab.member('demo'), 'Network', {})
  const update = (given: { readonly [name: string]: Json }) => lab.update(lab.admin, 'Quota', 'demo', given)
  assert.equal(
    await said(update({ network: 0, check_limit: true })),
    '400 HTTPBadRequest: Quota limit 0 for network must be greater than or equal to already used 1',
  )
  assert.equal(await lab.row('QuotaLimits', 'demo'), undefined)
  await update({ network: 1, subnet: -1, check_limit: true })
  await update({ network: 0, check_limit: false })
  await update({ network: 0, force: true })
})

test('the default group does not need room in the quota of groups', async context => {
  const lab = await openLab(context)
  await lab.update(lab.admin, 'Quota', 'demo', { security_group: 1 })
  const demo = lab.member('demo')
  assert.match(await said(lab.create(demo, 'SecurityGroup', { name: 'web' })), /^409 quota.exceeded/)
  await lab.update(lab.admin, 'Quota', 'demo', { security_group: 2 })
  await lab.create(demo, 'SecurityGroup', { name: 'web' })
})
