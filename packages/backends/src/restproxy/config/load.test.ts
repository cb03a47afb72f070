import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { Certificates } from '../transport/testdata/certificates.ts'
import { loadConfiguration, parseConfiguration } from './load.ts'
import { fields } from './table.ts'

const folder = mkdtempSync(join(tmpdir(), 'restproxy-'))
after(() => rmSync(folder, { recursive: true }))

const parse = (text: string, file = 'restproxy.ini') => parseConfiguration(text, join(folder, file), 'node1')

function good(text: string, file?: string) {
  const loaded = parse(text, file)
  assert.ok(loaded.ok, loaded.ok ? '' : loaded.faults.map(fault => fault.message).join('\n'))
  return loaded.value
}

function faults(text: string, file?: string): string[] {
  const loaded = parse(text, file)
  return loaded.ok ? [] : loaded.faults.map(({ code, message }) => `${code} ${message.replaceAll(`${folder}/`, '')}`)
}

const notes = (text: string) =>
  good(text).notes.map(({ at, key, text: note }) => `${at.replaceAll(`${folder}/`, '')} ${key} ${note}`)

/** As in the documentation of the original. */
const seed = `debug=False
use_syslog=False
log_file=restproxy.log
log_dir=/var/log
proxydb=mysql://root:pass@localhost/restproxy
novadb=mysql://root:pass@localhost/nova
servers=192.168.1.100:80,192.168.1.101:80
serverauth=user:pass
serverssl=False
`

test('the restproxy.ini of the seed is read unchanged, with and without its section', () => {
  for (const text of [seed, `[restproxy]\n${seed}`]) {
    const { configuration } = good(text)
    assert.equal(configuration.dialect, 'floodlight-v1.0')
    assert.equal(configuration.mode, 'failover')
    assert.deepEqual(
      configuration.controllers.map(({ name, url }) => [name, url]),
      [
        ['192.168.1.100:80', 'http://192.168.1.100'],
        ['192.168.1.101:80', 'http://192.168.1.101'],
      ],
    )
    assert.equal(configuration.controllers[1]?.['auth.basic']?.value(), 'user:pass')
    assert.equal(configuration['import.novadb']?.value(), 'mysql://root:pass@localhost/nova')
  }
})

test('no secret of an ini file is in what is shown of it', () => {
  const loaded = good(seed)
  const text = JSON.stringify([loaded, loaded.configuration.controllers, loaded.effective, loaded.notes])
  assert.doesNotMatch(text, /pass@|user:pass/)
})

test('old names and keys without effect are named, each with its line', () => {
  const found = notes(`[restproxy]\n${seed}`)
  assert.ok(found.includes('restproxy.ini:9 serverauth is the old name of server_auth'), found.join('\n'))
  assert.ok(found.includes('restproxy.ini:10 serverssl is the old name of server_ssl'))
  assert.ok(found.some(note => /restproxy.ini:2 debug has no effect/.test(note)))
  assert.ok(found.some(note => /restproxy.ini:9 serverauth is a secret/.test(note)))
})

test('the newest name of a key wins over its old one, wherever it stands', () => {
  const { configuration } = good(
    '[RESTPROXY]\nservers=a\nserver_auth=new:one\nserverauth=old:one\nserverssl=True\nserver_ssl=False\n',
  )
  assert.equal(configuration.controllers[0]?.['auth.basic']?.value(), 'new:one')
  assert.equal(configuration.controllers[0]?.url, 'http://a:8000')
})

test('the generation of a later file follows from its newest key, and can be written', () => {
  const generation = (keys: string) => {
    const { dialect, generation } = good(`[RESTPROXY]\nservers=a:1\n${keys}\n`).configuration
    return [dialect, generation]
  }
  assert.deepEqual(generation('quantum_id=q'), ['bsn-v1.1', 'C'])
  assert.deepEqual(generation(''), ['bsn-v1.1', 'C'])
  assert.deepEqual(generation('server_timeout=5'), ['bsn-v1.1', 'D'])
  assert.deepEqual(generation('server_timeout=5\nconsistency_interval=60'), ['bsn-v1.1', 'F'])
  assert.deepEqual(generation('server_timeout=5\nkeystone_sync_interval=60'), ['bsn-v2.0', 'G2'])
  assert.deepEqual(generation('server_timeout=5\ndialect=floodlight-v1.1'), ['floodlight-v1.1', undefined])
})

test('later files are read with all their keys', () => {
  const { configuration } = good(`[restproxy]
servers = [::1]:9000, ctl1
  ,ctl2:7
server_ssl = False
server_auth = token-without-colon
server_timeout = 7
sync_data = True
neutron_id = cloud1
add_meta_server_route = False
consistency_interval = 0
thread_pool_size = 8
naming_scheme_unicode = False
sync_security_groups = True
[ROUTER]
tenant_default_router_rule = *:any:any:permit
tenant_default_router_rule = t1:10.0.0.0/24:external:deny:10.0.0.1,10.0.0.2
[NOVA]
vif_type = ivs
node_override_vif_ovs = host1,host2
[RESTPROXYAGENT]
integration_bridge = br-x
[SECURITYGROUP]
enable_security_group = True
`)
  assert.deepEqual(
    configuration.controllers.map(one => one.url),
    ['http://[::1]:9000', 'http://ctl1:8000', 'http://ctl2:7'],
  )
  assert.equal(configuration.controllers[0]?.['auth.token']?.value(), 'token-without-colon')
  for (const name of ['deadlines.connect', 'deadlines.answer', 'deadlines.body'] as const)
    assert.equal(configuration[name], 7000)
  assert.equal(configuration.syncOnStart, true)
  assert.equal(configuration.instance, 'cloud1')
  assert.equal(configuration['networks.metadataRoute'], false)
  assert.equal(configuration['health.intact'], 0)
  assert.equal(configuration['limits.concurrency'], 8)
  assert.equal(configuration['names.unicode'], false)
  assert.equal(configuration['securityGroups.tell'], true)
  assert.deepEqual(
    configuration['router.rules'].map(({ tenant, nexthops }) => [tenant, nexthops]),
    [
      ['*', []],
      ['t1', ['10.0.0.1', '10.0.0.2']],
    ],
  )
  assert.equal(configuration['vif.type'], 'ivs')
  assert.deepEqual(configuration['vif.overrides'], { ovs: ['host1', 'host2'] })
  assert.equal(configuration['node.bridge'], 'br-x')
})

test('rules that the original passed over are passed over, and named', () => {
  const text =
    '[restproxy]\nservers=a:1\n[ROUTER]\ntenant_default_router_rule=bad\ntenant_default_router_rule=*:any:any:deny\n'
  assert.deepEqual(
    good(text).configuration['router.rules'].map(rule => rule.action),
    ['deny'],
  )
  assert.ok(notes(text).some(note => /tenant_default_router_rule has a form that the original passed over/.test(note)))
})

test('what oslo.config passes over is passed over, and named with what was probably meant', () => {
  const found = notes('[restproxy]\nservers=a:1\nserver_timeot=5\n[DATABASE]\nconnection=mysql://u:p@h/d\n')
  assert.ok(
    found.some(note => /:3 server_timeot is passed over \(did you mean "server_timeout"\?\)/.test(note)),
    found.join('\n'),
  )
  assert.ok(found.some(note => /:5 connection is passed over/.test(note)))
  assert.doesNotMatch(found.join('\n'), /u:p@h/)
})

test('servers that are none are refused all at once, and a file without any', () => {
  assert.deepEqual(faults('[RESTPROXY]\nservers = a:0,b:70000,c d,e:1:2\nserver_ssl = perhaps\n').length, 5)
  assert.match(faults('[restproxy]\ndebug=True\n')[0] ?? '', /^restproxy.missing Give "controllers"/)
  assert.deepEqual(
    good('[RESTPROXY]\nserver_timeout=4\n').configuration.controllers.map(one => one.url),
    ['http://localhost:8800'],
  )
})

test('certificates of the original become pins of their hosts, or authorities', () => {
  const certificates = join(folder, 'ssl')
  mkdirSync(join(certificates, 'ca_certs'), { recursive: true })
  mkdirSync(join(certificates, 'host_certs'))
  const text = (more = '') =>
    `[RESTPROXY]\nservers=ctl1:1\nserver_ssl=True\nssl_cert_directory=${certificates}\n${more}`
  const { configuration } = good(text())
  assert.deepEqual(configuration.controllers[0]?.['tls.ca'], [join(certificates, 'ca_certs')])
  assert.equal(configuration.controllers[0]?.['tls.verify'], 'full')
  const unchecked = good(text('no_ssl_validation=True\n'))
  assert.equal(unchecked.configuration.controllers[0]?.['tls.verify'], 'none')
  assert.ok(unchecked.notes.some(({ key }) => key === 'no_ssl_validation'))
  const pinned = join(certificates, 'host_certs', 'ctl1.pem')
  writeFileSync(pinned, 'no certificate')
  assert.match(faults(text()).join(), /ctl1.pem/)
})

test('a certificate of a host is its pin, although there are authorities; other hosts have those', async context => {
  const made = new Certificates()
  context.after(() => made.remove())
  await made.make('ctl1')
  const certificates = join(folder, 'pinned')
  for (const name of ['ca_certs', 'host_certs']) mkdirSync(join(certificates, name), { recursive: true })
  const pem = join(certificates, 'host_certs', 'ctl1.pem')
  writeFileSync(pem, made.pem('ctl1'))
  const text = `[RESTPROXY]\nservers=ctl1:1,ctl2:1\nserver_ssl=True\nssl_cert_directory=${certificates}\n`
  const { configuration, notes: said } = good(text)
  assert.deepEqual(
    configuration.controllers.map(one => [one['tls.verify'], one['tls.pins'], one['tls.ca']]),
    [
      ['pin', [`file:${pem}`], undefined],
      ['full', [], [join(certificates, 'ca_certs')]],
    ],
  )
  assert.ok(!said.some(({ key }) => key === 'server_ssl' || key === 'ssl_sticky'), 'nobody is without')
})

/** Everything in a folder: names, and of files what is in them. */
const treeOf = (root: string) =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .map(entry => {
      const path = join(entry.parentPath, entry.name)
      const { mode, mtimeMs } = statSync(path)
      return [path, mode, mtimeMs, entry.isFile() ? readFileSync(path, 'base64') : '']
    })
    .sort()

test('the folder of certificates is read, and nothing in it is made or changed', async () => {
  const root = mkdtempSync(join(folder, 'tree-'))
  for (const name of ['full/ca_certs', 'full/host_certs', 'empty']) mkdirSync(join(root, name), { recursive: true })
  writeFileSync(join(root, 'full', 'host_certs', 'ctl2.pem'), 'of somebody else')
  const file = join(root, 'restproxy.ini')
  for (const certificates of ['full', 'empty', 'missing'])
    for (const checked of ['no_ssl_validation=True', 'ssl_sticky=True', 'ssl_sticky=False']) {
      const said = `ssl_cert_directory=${join(root, certificates)}\n${checked}\n`
      writeFileSync(file, `[RESTPROXY]\nservers=ctl1:1\nserver_ssl=True\n${said}`)
      const before = treeOf(root)
      const loaded = await loadConfiguration(file)
      assert.ok(loaded.ok, `${certificates}, ${checked}`)
      assert.deepEqual(treeOf(root), before, `${certificates}, ${checked}`)
    }
})

test('TLS of an ini file is checked, and what the original did not check is said', () => {
  const found = notes('[RESTPROXY]\nservers=ctl1:1\nssl_sticky=True\nssl_cert_directory=/nowhere\n')
  assert.ok(
    found.some(note => /ssl_sticky .*trusted when they were seen first.*controllers trust/.test(note)),
    found.join('\n'),
  )
})

const yaml = (text: string) => `dialect: bsn-v2.0\n${text}`

test('the form of its own has everything, at its own levels', () => {
  process.env['RESTPROXY_TEST_SECRET'] = 'u:p'
  const { configuration, effective } = good(
    yaml(`mode: replicate
commit: { mode: sync, deadline: 5s }
deadlines: { connect: 500ms }
failover: { back: never }
auth: { basic: env:RESTPROXY_TEST_SECRET }
tls: { minVersion: TLSv1.3 }
limits:
  brake: 0.5
  stubborn: { tries: 3, after: 1m }
vif: { overrides: { ivs: [h1] } }
controllers:
  - url: https://a:8000
  - { name: second, url: "http://b:80", tls: { pins: sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= } }
  - http://c:1
`),
    'r.yaml',
  )
  assert.equal(configuration.mode, 'replicate')
  assert.equal(configuration['commit.deadline'], 5000)
  assert.equal(configuration['failover.back'], 0)
  assert.equal(configuration['limits.brake'], 0.5)
  assert.deepEqual([configuration['limits.stubborn.tries'], configuration['limits.stubborn.after']], [3, 60_000])
  assert.deepEqual(
    configuration.controllers.map(one => [one.name, one.url, one['tls.minVersion'], one['auth.basic']?.value()]),
    [
      ['a:8000', 'https://a:8000', 'TLSv1.3', 'u:p'],
      ['second', 'http://b', 'TLSv1.3', 'u:p'],
      ['c:1', 'http://c:1', 'TLSv1.3', 'u:p'],
    ],
  )
  assert.deepEqual(configuration.controllers[1]?.['tls.pins'], ['AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='])
  const shown = effective.find(one => one.name === 'commit.deadline')
  assert.deepEqual([shown?.value, shown?.from.endsWith('r.yaml:3')], ['5s', true])
  assert.equal(effective.find(one => one.name === 'limits.window')?.from, 'default')
  assert.equal(effective.find(one => one.name === 'auth.basic')?.value, 'env:RESTPROXY_TEST_SECRET')
})

test('credentials of a controller take the place of those of the whole file, whichever kind they are', () => {
  process.env['RESTPROXY_TEST_SECRET'] = 'u:p'
  const { configuration } = good(
    yaml(
      'auth: { basic: env:RESTPROXY_TEST_SECRET }\ncontrollers: [{ url: "http://a:1", auth: { token: env:RESTPROXY_TEST_SECRET } }]',
    ),
    'r.yaml',
  )
  assert.equal(configuration.controllers[0]?.['auth.basic'], undefined)
  assert.equal(configuration.controllers[0]?.['auth.token']?.value(), 'u:p')
})

test('every fault of a file is found at once, with its line', () => {
  assert.deepEqual(
    faults(
      `dialect: bsn-v1.1
generation: G1
mod: replicate
commit: { mode: maybe, deadlin: 3s }
auth: { basic: "user:pass", token: env:RESTPROXY_NOT_SET }
controllers:
  - url: https://a:8000/foo
  - name: x
    url: https://b:1
    tls: { verify: pin, cert: x.pem }
  - { url: "https://b:1", ulr: "https://c" }
  - {}
`,
      'r.yaml',
    ).sort(),
    [
      'restproxy.conflict Change "generation" at r.yaml:2: the dialect bsn-v1.1 has no generation G1',
      'restproxy.conflict Change "tls.cert of x" at r.yaml:8: a certificate and its key go together',
      'restproxy.conflict Change "tls.verify of x" at r.yaml:8: there is no pin',
      'restproxy.conflict Change "url" at r.yaml:11: two controllers have the url "https://b:1"',
      'restproxy.file Give a configuration file of the controllers that can be read instead of "x.pem"',
      'restproxy.key Remove or rename "commit.deadlin" at r.yaml:4 (did you mean "commit.deadline"?)',
      'restproxy.key Remove or rename "mod" at r.yaml:3 (did you mean "mode"?)',
      'restproxy.key Remove or rename "ulr" at r.yaml:11',
      'restproxy.missing Give "controllers.4.url" in r.yaml:12',
      'restproxy.secret Give a secret that can be read for "auth.token of b:1": env:RESTPROXY_NOT_SET',
      'restproxy.secret Give a secret that can be read for "auth.token of x": env:RESTPROXY_NOT_SET',
      'restproxy.value Give a URL such as https://10.0.0.1:8000, without a path or credentials for "controllers.1.url" instead of "https://a:8000/foo" at r.yaml:7',
      'restproxy.value Give file:PATH or env:NAME for "auth.basic" instead of what is there at r.yaml:5',
      'restproxy.value Give one of async, sync for "commit.mode" instead of "maybe" at r.yaml:4',
    ],
  )
})

test('a file that is none is refused with the line where reading ended', async () => {
  assert.match(faults('dialect: [bsn\n', 'r.yaml')[0] ?? '', /^restproxy.syntax Correct r.yaml:\d/)
  assert.match(faults('', 'r.yaml').join(), /Give "dialect".*Give "controllers"/)
  const none = await loadConfiguration(join(folder, 'none.yaml'))
  assert.equal(none.ok ? '' : none.faults[0]?.code, 'restproxy.file')
})

test('the form is told by the name of the file, or by its first line', () => {
  assert.equal(good('# x\n[restproxy]\nservers=a:1\n', 'controllers').configuration.controllers.length, 1)
  assert.equal(
    good('# x\ndialect: bsn-v2.0\ncontrollers: [http://a:1]\n', 'controllers').configuration.controllers.length,
    1,
  )
})

test('every default is a value that can be written', () => {
  for (const [name, { parse: read, default: standard }] of Object.entries(fields))
    if (standard !== undefined) assert.ok('value' in read(standard, folder), name)
})
