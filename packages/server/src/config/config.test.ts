import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Result } from '@baryon/kit'
import { type Configuration, loadConfig } from './load.ts'
import { nearest } from './nearest.ts'
import { configurationPage } from './reference.ts'
import { keyOfSetting, settingNames, variableOf } from './settings.ts'
import { showConfig } from './show.ts'

let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baryon-config-'))
})
after(() => rm(folder, { recursive: true }))

const value = (result: Result<Configuration>) => {
  assert.ok(result.ok, JSON.stringify(result))
  return result.value
}
const codes = (result: Result<Configuration>) => (result.ok ? [] : result.faults.map(fault => fault.code))
const messages = (result: Result<Configuration>) => (result.ok ? [] : result.faults.map(fault => fault.message))
const from = (configuration: Configuration, name: string) =>
  configuration.effective.find(one => one.name === name)?.from

describe('loadConfig()', () => {
  it('has a default for everything', () => {
    const { config, effective } = value(loadConfig({ folder }))
    assert.deepEqual(config.listen, { host: '127.0.0.1', port: 9696 })
    assert.equal(config.data, join(folder, 'data'))
    assert.deepEqual(config.database, { driver: 'sqlite', path: join(folder, 'data', 'baryon.sqlite') })
    assert.deepEqual(config.auth, { method: 'none' })
    assert.ok(effective.every(one => one.from === 'default'))
  })

  it('prefers flags to the environment to the file to the default', async () => {
    const file = join(folder, 'order.yaml')
    await writeFile(file, 'listen: 127.0.0.1:1\nlog-level: warn\nbody-limit: 2MiB\n')
    const environment = { BARYON_LISTEN: '127.0.0.1:2', BARYON_LOG_LEVEL: 'error' }
    const configuration = value(loadConfig({ folder, file, environment, flags: { listen: '127.0.0.1:3' } }))
    const { config } = configuration
    assert.equal(config.listen.port, 3)
    assert.equal(config.logLevel, 'error')
    assert.equal(config.bodyLimit, 2 * 1024 ** 2)
    assert.equal(from(configuration, 'listen'), 'flag --listen')
    assert.equal(from(configuration, 'logLevel'), 'environment BARYON_LOG_LEVEL')
    assert.equal(from(configuration, 'bodyLimit'), `${file}:3`)
  })

  it('reads the file named by BARYON_CONFIG, or baryon.yaml in the folder', async () => {
    const inside = await mkdtemp(join(folder, 'usual-'))
    await writeFile(join(inside, 'baryon.yaml'), 'log-level: debug\n')
    await writeFile(join(inside, 'other.yaml'), 'log-level: silent\n')
    assert.equal(value(loadConfig({ folder: inside })).config.logLevel, 'debug')
    const environment = { BARYON_CONFIG: 'other.yaml' }
    assert.equal(value(loadConfig({ folder: inside, environment })).config.logLevel, 'silent')
  })

  it('takes paths in a file relative to that file, and lists as lists', async () => {
    const inside = await mkdtemp(join(folder, 'relative-'))
    const file = join(inside, 'baryon.yaml')
    await writeFile(file, 'data: state\nmodels: [a, /b]\nhosts: [one.example, two.example]\n')
    const { config } = value(loadConfig({ folder, file }))
    assert.equal(config.data, join(inside, 'state'))
    assert.equal(config.database.path, join(inside, 'state', 'baryon.sqlite'))
    assert.deepEqual(config.models, [join(inside, 'a'), '/b'])
    assert.deepEqual(config.hosts, ['one.example', 'two.example'])
  })

  it('reports every fault of every source at once, with the place and the nearest name', async () => {
    const file = join(folder, 'faults.yaml')
    await writeFile(file, 'lisen: 1\nbody-limit: 1KB\ntls-cert: cert.pem\n')
    const environment = { BARYON_LOG_LEVEL: 'loud', BARYON_MODLES: 'x' }
    const result = loadConfig({
      folder,
      file,
      environment,
      flags: { auth: 'keystone:ldap://k', database: 'mysql://u:secret@h/d' },
    })
    assert.deepEqual(codes(result), [
      'config.unknown',
      'config.unknown',
      'config.unsupported',
      'config.value',
      'config.value',
      'config.value',
      'config.conflict',
    ])
    assert.ok(messages(result).some(message => message.includes(`${file}:1`)))
    assert.ok(!result.ok && result.faults.some(fault => fault.next === 'Did you mean "BARYON_MODELS"?'))
    assert.ok(!JSON.stringify(result).includes('secret'))
  })

  it('names the line of a file that is no YAML, and refuses duplicate keys', async () => {
    const file = join(folder, 'broken.yaml')
    await writeFile(file, 'listen: 127.0.0.1:1\nlisten: 127.0.0.1:2\n')
    assert.match(messages(loadConfig({ folder, file }))[0] ?? '', /line 2: /)
    await writeFile(file, 'data: [')
    assert.deepEqual(codes(loadConfig({ folder, file }))[0], 'config.file')
    assert.deepEqual(codes(loadConfig({ folder, file: join(folder, 'absent.yaml') })), ['config.file'])
  })

  it('refuses values without a meaning in a file', async () => {
    const file = join(folder, 'odd.yaml')
    await writeFile(file, 'listen: {a: 1}\ndata:\nbody-limit: [1, 2]\n')
    assert.deepEqual(codes(loadConfig({ folder, file })), ['config.file', 'config.file', 'config.file'])
  })

  it('leaves variables of the command line client alone', () => {
    assert.deepEqual(codes(loadConfig({ folder, environment: { BARYON_URL: 'http://x', BARYON_TOKEN: 'y' } })), [])
  })

  it('is frozen', () => {
    const { config } = value(loadConfig({ folder }))
    assert.throws(() => Object.assign(config, { data: '/elsewhere' }), TypeError)
  })
})

describe('settings', () => {
  const listen = (text: string) => loadConfig({ folder, flags: { listen: text, authForce: true } })

  it('listen takes IPv4, IPv6, every address and any port', () => {
    const address = (text: string) => value(listen(text)).config.listen
    assert.deepEqual(address('10.0.0.1:80'), { host: '10.0.0.1', port: 80 })
    assert.deepEqual(address('[::1]:0'), { host: '::1', port: 0 })
    assert.deepEqual(address(':9696'), { host: '::', port: 9696 })
    assert.deepEqual(address('localhost:9696'), { host: 'localhost', port: 9696 })
  })

  it('listen refuses anything else', () => {
    for (const text of ['', '9696', '::1:80', '[1.2.3.4]:80', '[nonsense]:80', 'host:70000', 'http://x:1', 'a b:1'])
      assert.deepEqual(codes(listen(text)), ['config.value'], text)
  })

  it('auth none is refused on other than loopback addresses unless forced', () => {
    for (const text of ['0.0.0.0:1', ':1', '[::]:1', '192.0.2.1:1', 'control.example:1']) {
      assert.deepEqual(codes(loadConfig({ folder, flags: { listen: text } })), ['config.conflict'], text)
      assert.deepEqual(codes(listen(text)), [], text)
    }
    for (const text of ['127.0.0.1:1', '127.9.9.9:1', '[::1]:1', 'localhost:1'])
      assert.deepEqual(codes(loadConfig({ folder, flags: { listen: text } })), [], text)
  })

  it('auth takes tokens with a file and oidc with a safe URL', () => {
    const auth = (text: string) => loadConfig({ folder, flags: { auth: text } })
    assert.deepEqual(value(auth('tokens:t.yaml')).config.auth, { method: 'tokens', file: join(folder, 't.yaml') })
    assert.deepEqual(value(auth('oidc:https://id.example/realm')).config.auth, {
      method: 'oidc',
      issuer: 'https://id.example/realm',
    })
    assert.deepEqual(codes(auth('oidc:http://127.0.0.1:8080')), [])
    for (const text of ['tokens:', 'tokens', 'oidc:', 'oidc:http://id.example', 'oidc:https://u:p@id.example', 'magic'])
      assert.deepEqual(codes(auth(text)), ['config.value'], text)
  })

  it('claims are ways into a token', () => {
    const { config } = value(
      loadConfig({
        folder,
        flags: { oidcRolesClaim: 'realm_access.roles', oidcProjectClaim: '/https://x.org/project' },
      }),
    )
    assert.deepEqual(config.oidcRolesClaim, ['realm_access', 'roles'])
    assert.deepEqual(config.oidcProjectClaim, ['https://x.org/project'])
  })

  it('sizes and times have units and bounds', () => {
    const { config } = value(
      loadConfig({ folder, flags: { bodyLimit: '64KiB', journalRetention: 'forever', stopTimeout: '1m' } }),
    )
    assert.deepEqual([config.bodyLimit, config.journalRetention, config.stopTimeout], [65536, undefined, 60_000])
    for (const flags of [{ bodyLimit: '1' }, { bodyLimit: '65MiB' }, { journalRetention: '59m' }, { stopTimeout: '5' }])
      assert.deepEqual(codes(loadConfig({ folder, flags })), ['config.value'], JSON.stringify(flags))
  })
})

describe('nearest()', () => {
  it('finds the name that was meant, and none when nothing is near', () => {
    assert.equal(nearest('lsiten', ['listen', 'data']), 'listen')
    assert.equal(nearest('TLS_CRET', ['tls-cert', 'tls-key']), 'tls-cert')
    assert.equal(nearest('colour', ['listen', 'data']), undefined)
  })
})

describe('showConfig()', () => {
  it('has every setting with its value, where from and meaning, and no credentials', () => {
    const effective = [{ name: 'database' as const, value: 'x', from: 'default' }]
    assert.match(showConfig(effective, 'table'), /^NAME .*\ndatabase +x +default +Database with/)
    assert.equal(JSON.parse(showConfig(effective, 'json')).database.from, 'default')
    assert.match(showConfig(effective, 'yaml'), /database:\n {2}value: x/)
  })
})

describe('configurationPage()', () => {
  it('documents every setting under all its names', () => {
    const page = configurationPage()
    for (const name of settingNames) {
      assert.ok(page.includes(`## ${keyOfSetting(name)}\n`))
      assert.ok(page.includes(`\`${variableOf(name)}\``))
    }
  })
})
