import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { runnerOf } from '../../testdata/run-program.ts'
import { createCli } from '../index.ts'
import { readSettings } from '../settings.ts'

const { run, home } = runnerOf(createCli([]))
const file = join(home, '.config', 'baryon', 'config.yaml')

test('profiles are kept in a file of their owner, and the first one is current', async () => {
  assert.equal((await run('profile list')).code, 0)
  assert.equal((await run('profile set lab --url http://lab:9696 --token 0123456789abcdef --format json')).code, 0)
  assert.equal((await run('profile set live --url https://live --service net-l3vpn')).code, 0)
  assert.equal(statSync(file).mode & 0o777, 0o600)
  const list = JSON.parse((await run('profile list -f json')).out) as readonly Record<string, unknown>[]
  assert.deepEqual(
    list.map(profile => [profile['name'], profile['current'], profile['url'], profile['token']]),
    [
      ['lab', true, 'http://lab:9696', '…cdef'],
      ['live', false, 'https://live', null],
    ],
  )
  assert.doesNotMatch((await run('profile show lab')).out, /0123456789/)
  assert.match((await run('profile show')).out, /name +lab/)
  assert.equal((await run('profile use live')).code, 0)
  assert.match((await run('profile show -f value -c name')).out, /^live\n$/)
})

test('a profile is not made with a URL that is none', async () => {
  const { code, err } = await run('profile set odd --url lab:9696')
  assert.equal(code, 2)
  assert.match(err, /"lab:9696" for the URL.*as "http:\/\/lab:9696" does/)
  assert.doesNotMatch((await run('profile list')).out, /odd/)
})

test('options come before the environment, that before the profile, that before the default', async () => {
  const env = { HOME: home }
  assert.equal((await readSettings({}, env)).url, 'https://live')
  assert.equal((await readSettings({}, { ...env, BARYON_PROFILE: 'lab' })).url, 'http://lab:9696')
  assert.equal((await readSettings({ profile: 'live' }, { ...env, BARYON_PROFILE: 'lab' })).service, 'net-l3vpn')
  assert.equal((await readSettings({}, { ...env, BARYON_URL: 'http://e/' })).url, 'http://e')
  assert.equal((await readSettings({ url: 'http://o' }, { ...env, BARYON_URL: 'http://e' })).url, 'http://o')
  const lab = await readSettings({ profile: 'lab' }, { ...env, BARYON_TOKEN: 'other', BARYON_FORMAT: 'csv' })
  assert.deepEqual([lab.token, lab.format], ['other', 'csv'])
  assert.equal((await readSettings({}, { HOME: join(home, 'nobody') })).url, 'http://127.0.0.1:9696')
  await assert.rejects(readSettings({ url: 'ftp://x' }, env), /has to begin with http/)
  await assert.rejects(readSettings({ timeout: 'soon' }, env), /--timeout/)
})

test('a member is taken out with --unset, and a profile with delete', async () => {
  await run('profile set lab --unset token')
  assert.doesNotMatch(readFileSync(file, 'utf8'), /token/)
  await run('profile delete live')
  assert.equal((await run('profile show')).code, 2)
  assert.match((await run('profile use live')).err, /has lab/)
})

test('a configuration that is not understood is refused with its place, and left as it is', async () => {
  mkdirSync(join(home, '.config', 'baryon'), { recursive: true })
  const texts = {
    'profiles: [': /Cannot use the configuration/,
    'profiles: []': /"profiles" has to be a map/,
    'profile: {}': /unknown member "profile"/,
    'profiles: {a: {uri: x}}': /unknown member "uri"/,
    'profiles: {a: {url: 7}}': /"url" of the profile "a" has to be a string/,
    'current: 3': /"current"/,
    '- a': /has to be a map/,
  }
  for (const [text, message] of Object.entries(texts)) {
    writeFileSync(file, text)
    for (const line of ['profile list', 'profile set x --url http://x', 'vpn list']) {
      const { code, err } = await run(line)
      assert.equal(code, 2)
      assert.match(err, message)
      assert.ok(err.includes(file))
    }
    assert.equal(readFileSync(file, 'utf8'), text)
  }
})
