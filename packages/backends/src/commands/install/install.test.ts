import assert from 'node:assert/strict'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { test } from 'node:test'
import { loadConfiguration } from '../../restproxy/config/load.ts'
import { runCommand, temporaryFolder } from '../testdata/run-command.ts'
import { installCommand } from './command.ts'
import { bridgeCommand } from './node.ts'
import { parseServers } from './server-name.ts'
import { commandText } from './step.ts'

const install = (...words: readonly string[]) =>
  runCommand(terminal => installCommand(terminal, ['/usr/bin/node', '/opt/baryon/bin/main.ts']), ...words)

const filesBelow = (folder: string) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter(entry => entry.isFile())
        .map(entry => join(entry.parentPath, entry.name).slice(folder.length))
        .sort()
    : []

const controller = ['controller', '--servers', '10.0.0.1:8080,[fd00::1]:8080', '--auth', 'user:pass'] as const

test('a controller gets a configuration that the server understands, a secret that others cannot read, and a unit', async () => {
  const root = temporaryFolder()
  const { faults, out } = await install(...controller, '--tls', '--root', root)
  assert.deepEqual(faults, [])
  assert.deepEqual(filesBelow(root), [
    '/etc/baryon/restproxy.auth',
    '/etc/baryon/restproxy.yaml',
    '/etc/systemd/system/baryon.service',
    '/etc/sysusers.d/baryon.conf',
  ])
  const loaded = await loadConfiguration(join(root, 'etc/baryon/restproxy.yaml'))
  assert.ok(loaded.ok, loaded.ok ? '' : loaded.faults.map(fault => fault.message).join('\n'))
  const { controllers, mode, dialect } = loaded.value.configuration
  assert.deepEqual(
    controllers.map(one => one.url),
    ['https://10.0.0.1:8080', 'https://[fd00::1]:8080'],
  )
  assert.deepEqual([mode, dialect], ['replicate', 'floodlight-v1.1'])
  assert.equal(controllers[0]?.['auth.basic']?.value(), 'user:pass')
  assert.equal(statSync(join(root, 'etc/baryon/restproxy.auth')).mode & 0o777, 0o640)
  const unit = readFileSync(join(root, 'etc/systemd/system/baryon.service'), 'utf8')
  assert.match(unit, /^ExecStart=\/usr\/bin\/node \/opt\/baryon\/bin\/main.ts start$/m)
  assert.match(unit, /^Environment=BARYON_RESTPROXY=\/etc\/baryon\/restproxy.yaml$/m)
  assert.match(out, /left to run: systemctl enable --now baryon.service/)
})

test('an installation that is done twice changes nothing, and one that is removed leaves nothing', async () => {
  const root = temporaryFolder()
  await install(...controller, '--root', root)
  const unit = join(root, 'etc/systemd/system/baryon.service')
  const before = statSync(unit).mtimeMs
  const again = await install(...controller, '--root', root)
  assert.equal([...again.out.matchAll(/^file .*, same\)$/gm)].length, 4)
  assert.equal(statSync(unit).mtimeMs, before)
  assert.match(
    (await install('controller', '--servers', 'other', '--root', root)).out,
    /restproxy.yaml \(0644, changed\)/,
  )
  await install('controller', '--remove', '--root', root)
  assert.deepEqual(filesBelow(root), [])
  assert.match((await install('controller', '--remove', '--root', root)).out, /it is not there/)
})

test('a dry run shows every file and command but no secret, and does nothing', async () => {
  const root = temporaryFolder()
  const { out, notes } = await install(...controller, '--root', root, '--dry-run')
  assert.deepEqual(filesBelow(root), [])
  assert.match(out, /^ {4}mode: replicate$/m)
  assert.match(out, /systemd-sysusers/)
  assert.ok(!out.includes('pass'))
  assert.match(notes, /nothing was done/)
})

test('what cannot be installed is refused before anything is done, every fault at once', async () => {
  const root = temporaryFolder()
  for (const words of [
    ['controller'],
    ['controller', '--servers', ' , '],
    ['controller', '--servers', 'a', '--auth', 'nobody'],
    ['controller', '--servers', 'a', '--auth', 'file:/nowhere'],
    ['node', '--controllers', 'a', '--bridge', 'a bridge'],
    ['node', '--controllers', 'a', '--port', '0'],
  ])
    assert.deepEqual((await install(...words, '--root', root)).faults, ['install.option'], words.join(' '))
  assert.deepEqual((await install('node', '--controllers', 'a:b,c,-d,e:99999', '--root', root)).faults.length, 3)
  assert.deepEqual(filesBelow(root), [])
  const read = parseServers('h, 10.0.0.1:80 ,[::1]', '--servers')
  assert.ok(read.ok)
  assert.deepEqual(
    read.value.map(({ host, port }) => [host, port]),
    [
      ['h', undefined],
      ['10.0.0.1', 80],
      ['[::1]', undefined],
    ],
  )
})

test('a host gets its bridge with all controllers in one command, which the unit says again at each boot', async () => {
  const root = temporaryFolder()
  const { out } = await install('node', '--controllers', '10.0.0.1,10.0.0.2:6653', '--root', root)
  const command = commandText(
    bridgeCommand({
      bridge: 'br-int',
      port: 6633,
      controllers: [
        { host: '10.0.0.1', port: undefined },
        { host: '10.0.0.2', port: 6653 },
      ],
    }),
  )
  assert.match(command, /set-controller br-int tcp:10.0.0.1:6633 tcp:10.0.0.2:6653$/)
  assert.ok(out.includes(`left to run: ${command}\n`))
  const unit = readFileSync(join(root, 'etc/systemd/system/baryon-bridge.service'), 'utf8')
  assert.ok(unit.includes(`ExecStart=/usr/bin/env ${command}\n`))
  await install('node', '--remove', '--root', root)
  assert.deepEqual(filesBelow(root), [])
})

/** Programs that write down how they are called, and fail where a test says so. */
function programs(fails: string): { readonly called: () => readonly string[]; readonly path: string } {
  const folder = temporaryFolder()
  const log = join(folder, 'log')
  mkdirSync(join(folder, 'bin'))
  for (const name of ['ovs-vsctl', 'systemctl']) {
    const file = join(folder, 'bin', name)
    writeFileSync(
      file,
      `#!/bin/sh\necho "${name} $*" >> '${log}'\n${name === fails ? 'echo no such thing >&2; exit 1' : ''}\n`,
    )
    chmodSync(file, 0o755)
  }
  const called = () => (existsSync(log) ? readFileSync(log, 'utf8').split('\n').slice(0, -1) : [])
  return { called, path: join(folder, 'bin') }
}

async function withPath<T>(path: string, work: () => Promise<T>): Promise<T> {
  const before = process.env['PATH']
  process.env['PATH'] = `${path}${delimiter}${before}`
  try {
    return await work()
  } finally {
    process.env['PATH'] = before
  }
}

test('commands are run in order, and the first that fails ends the installation with its reason', async () => {
  const good = programs('')
  await withPath(good.path, () => install('node', '--controllers', '10.0.0.1', '--no-unit'))
  assert.deepEqual(good.called(), [
    'ovs-vsctl --timeout=30 -- --may-exist add-br br-int -- br-set-external-id br-int bridge-id br-int -- set-controller br-int tcp:10.0.0.1:6633',
  ])
  const bad = programs('ovs-vsctl')
  const failed = await withPath(bad.path, () => install('node', '--controllers', '10.0.0.1', '--no-unit'))
  assert.deepEqual(failed.faults, ['install.command'])
  assert.match(failed.message, /no such thing/)
})

test('the bridge stays when a host is taken out, unless that is asked for', async () => {
  const { called, path } = programs('')
  await withPath(path, () => install('node', '--remove', '--no-unit'))
  await withPath(path, () => install('node', '--remove', '--no-unit', '--with-bridge'))
  assert.deepEqual(called(), [
    'ovs-vsctl --timeout=30 -- --if-exists clear Bridge br-int controller',
    'ovs-vsctl --timeout=30 -- --if-exists del-br br-int',
  ])
})
