import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { temporaryFolder } from '../testdata/run-program.ts'
import { things } from '../testdata/small-models.ts'
import { cacheFile, readCache, writeCache } from './model-cache.ts'

const env = { XDG_CACHE_HOME: temporaryFolder() }
const cached = { models: { services: [things], etag: '"1"' }, checked: 17 }

test('models are remembered by server and by who asked', async () => {
  const file = cacheFile(env, 'http://a', undefined)
  await writeCache(file, cached)
  assert.deepEqual(await readCache(file), cached)
  for (const other of [cacheFile(env, 'http://b', undefined), cacheFile(env, 'http://a', 'token')])
    assert.equal(await readCache(other), undefined)
  assert.ok(!readFileSync(file, 'utf8').includes('token'))
})

test('a cache that is damaged, or cannot be written, is as good as none', async () => {
  const file = cacheFile(env, 'http://damaged', undefined)
  mkdirSync(dirname(file), { recursive: true })
  for (const text of ['', '{', '[]', '{"checked":1}', '{"checked":"x","services":[]}']) {
    writeFileSync(file, text)
    assert.equal(await readCache(file), undefined)
  }
  const blocked = join(temporaryFolder(), 'file')
  writeFileSync(blocked, '')
  await writeCache(join(blocked, 'models', 'x.json'), cached)
  assert.equal(await readCache(join(blocked, 'models', 'x.json')), undefined)
})
