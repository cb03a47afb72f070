import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { loadModels } from '@baryon/model'
import { officeModels } from '../testdata/serve.ts'
import { withPolicies } from './policies.ts'

async function codesWith(text: string) {
  const folder = await mkdtemp(join(tmpdir(), 'baryon-policies-'))
  const file = join(folder, 'policy.yaml')
  await writeFile(file, text)
  const { services } = await loadModels([officeModels])
  const changed = await withPolicies(services, file)
  await rm(folder, { recursive: true })
  return changed.ok ? [] : changed.faults.map(({ code }) => code)
}

test('withPolicies() leaves the models as they are without a file and with an empty one', async () => {
  const { services } = await loadModels([officeModels])
  assert.deepEqual(await withPolicies(services, undefined), { ok: true, value: services })
  assert.deepEqual(await codesWith(''), [])
})

test('withPolicies() refuses a file that is none and rules that are no text', async () => {
  assert.deepEqual(await codesWith('- a rule'), ['policy.file'])
  assert.deepEqual(await codesWith('create_room: [1]\nget_room: 5'), ['policy.file', 'policy.file'])
})
