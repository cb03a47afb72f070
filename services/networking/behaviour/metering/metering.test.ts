import assert from 'node:assert/strict'
import { it } from 'node:test'
import { openLab } from '../testdata/lab.ts'

it('rules of a metering label do not overlap, and go with the label', async context => {
  const lab = await openLab(context)
  const label = await lab.create(lab.admin, 'MeteringLabel', { name: 'out', shared: true })
  const metering_label_id = String(label['id'])
  const add = (values: Readonly<Record<string, string | boolean>>) =>
    lab.create(lab.admin, 'MeteringLabelRule', { metering_label_id, direction: 'egress', ...values })
  await add({ remote_ip_prefix: '10.0.0.0/24' })
  await assert.rejects(add({ remote_ip_prefix: '10.0.0.0/25' }), /'10\.0\.0\.0\/25' overlaps another/)
  await add({ remote_ip_prefix: '10.0.0.0/25', excluded: true })
  await add({ source_ip_prefix: '10.0.0.0/25' })
  await assert.rejects(add({}), /at least one of/)
  await assert.rejects(
    add({ remote_ip_prefix: '10.9.0.0/24', source_ip_prefix: '10.0.0.0/25' }),
    /cannot be used together/,
  )
  await assert.rejects(lab.create(lab.member('p'), 'MeteringLabel', {}), /you may not/)
  await lab.remove(lab.admin, 'MeteringLabel', metering_label_id)
  assert.deepEqual(await lab.list(lab.admin, 'MeteringLabelRule'), [])
})
