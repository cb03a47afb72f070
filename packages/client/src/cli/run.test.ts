import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { realServer } from '../testdata/real-server.ts'
import { runnerOf } from '../testdata/run-program.ts'
import { createCli } from './index.ts'

const url = await realServer()
const { run, home } = runnerOf(createCli([]), { BARYON_URL: url })
const tenant = '6b0b0f4e-0d2a-4a61-9d0f-000000000001'
const device = '6b0b0f4e-0d2a-4a61-9d0f-00000000000d'

type Thing = Readonly<Record<string, unknown>>

async function ok(line: string | readonly string[], options = {}): Promise<string> {
  const { code, out, err } = await run(line, options)
  assert.equal(code, 0, `${line}\n${err}`)
  return out
}

const jsonOf = async (line: string) => JSON.parse(await ok(`${line} -f json`)) as Thing
const listOf = async (line: string) => JSON.parse(await ok(`${line} -f json`)) as readonly Thing[]

const file = (name: string, text: string): string => {
  const path = join(home, name)
  writeFileSync(path, text)
  return path
}

test('the story of an L3VPN can be told by names alone', async () => {
  const port = await jsonOf(
    `net-l3vpn port create --name web --tenant-id ${tenant} --mac-address FA-16-3E-00-00-01 --mtu 1500 --vlan_transparency false`,
  )
  assert.deepEqual([port['mac_address'], port['mtu'], port['vlan_transparency']], ['fa:16:3e:00:00:01', 1500, false])
  assert.deepEqual(
    (await listOf('net-l3vpn interface list --port-id web')).map(row => [row['id'], row['name']]),
    [[port['id'], 'web_default']],
  )
  await ok(`vpnafconfig create --tenant-id ${tenant} --vrf-rt-value 1000:1000 --vrf-rt-type both`)
  const vpn = await jsonOf(`vpn create --tenant-id ${tenant} --name blue --ipv4-family 1000:1000`)
  const binding = await jsonOf(
    `vpnbinding create --tenant-id ${tenant} --interface-id web_default --service-id blue --ipaddress 10.0.0.1 --subnet-prefix 24`,
  )
  assert.deepEqual([binding['interface_id'], binding['service_id']], [port['id'], vpn['id']])
  assert.equal((await jsonOf('vpnbinding show web_default'))['ipaddress'], '10.0.0.1')
  assert.equal((await listOf('vpnbinding list --service-id blue')).length, 1)

  const bound = await jsonOf(`net-l3vpn port bind web --host-id compute-1 --device-id ${device}`)
  assert.deepEqual([bound['host_id'], bound['device_id']], ['compute-1', device])
  const second = await run(`net-l3vpn port bind web --host-id compute-2 --device-id ${device}`)
  assert.equal(second.code, 4)
  assert.match(second.err, /--host-id: Unbind the Port first/)
  assert.equal((await jsonOf('net-l3vpn port unbind web'))['host_id'], null)
  await ok(`net-l3vpn port update web --host-id compute-1 --device-id ${device}`)
  const cleared = JSON.parse(
    await ok(['net-l3vpn', 'port', 'update', 'web', '--host-id', '', '--device-id', '', '-f', 'json']),
  ) as Thing
  assert.deepEqual([cleared['host_id'], cleared['device_id']], [null, null])

  const used = await run('net-l3vpn port delete web')
  assert.equal(used.code, 4)
  assert.match(used.err, /is used by 1 VpnBinding/)
  for (const line of ['vpnbinding delete web_default', 'vpn delete blue', 'vpnafconfig delete 1000:1000'])
    assert.equal(await ok(line), '')
  assert.equal(await ok('net-l3vpn port delete web'), '')
  for (const noun of ['net-l3vpn port', 'net-l3vpn interface', 'vpn', 'vpnbinding', 'vpnafconfig'])
    assert.deepEqual(await listOf(`${noun} list`), [])
})

test('several objects come from one file, all or none, with the options on top', async () => {
  const yaml = file('vpns.yaml', 'name: f1\n---\nname: f2\ndescription: second\n---\n- {name: f3}\n')
  const made = await listOf(`vpn create --from-file ${yaml} --tenant-id ${tenant}`)
  assert.deepEqual(
    made.map(vpn => [vpn['name'], vpn['description']]),
    [
      ['f1', null],
      ['f2', 'second'],
      ['f3', null],
    ],
  )
  const bad = file('bad.json', JSON.stringify({ vpns: [{ name: 'f4' }, { name: 'f5', colour: 'red' }] }))
  const refused = await run(`vpn create --from-file ${bad} --tenant-id ${tenant}`)
  assert.equal(refused.code, 1)
  assert.match(refused.err, /colour/)
  assert.deepEqual(await listOf('vpn list --filter name=f4'), [])

  const changed = made.map(({ id, name }) => ({ id, description: `was ${name}` }))
  const answer = JSON.parse(
    await ok('vpn update --from-file - -f json', { stdin: JSON.stringify(changed) }),
  ) as readonly Thing[]
  assert.deepEqual(
    answer.map(vpn => vpn['description']),
    ['was f1', 'was f2', 'was f3'],
  )
  assert.equal((await run('vpn delete f1 f2 nowhere')).code, 3)
  assert.equal((await listOf('vpn list --name f1 --name f2')).length, 2)
  await ok('vpn delete f1 f2 f3 f3')
  assert.deepEqual(await listOf('vpn list --filter name^=f'), [])
})

test('lists filter, sort, page and look back', async () => {
  for (const [name, text] of [
    ['l1', 'x'],
    ['l2', 'y'],
    ['l3', 'x'],
  ])
    await ok(`vpn create --tenant-id ${tenant} --name ${name} --description ${text}`)
  const revision = (JSON.parse(await ok('status -f json')) as Thing)['revision']
  const names = async (line: string) => (await listOf(`vpn list ${line}`)).map(vpn => vpn['name'])
  assert.deepEqual(await names('--description x --sort name'), ['l1', 'l3'])
  assert.deepEqual(await names('--filter description!=x --filter name^=l'), ['l2'])
  assert.deepEqual(await names('--filter name>=l2 --sort -name'), ['l3', 'l2'])
  assert.deepEqual(await names('--limit 2 --sort name --all'), ['l1', 'l2', 'l3'])
  const page = await run('vpn list --limit 2 --sort name -f value -c name')
  assert.equal(page.out, 'l1\nl2\n')
  const marker = /--marker (\S+),/.exec(page.err)?.[1]
  assert.deepEqual(await names(`--limit 2 --sort name --marker ${marker}`), ['l3'])
  assert.deepEqual(await names('--sort name --marker l1'), ['l2', 'l3'])
  await ok('vpn delete l1 l2 l3')
  assert.deepEqual(await names(`--sort name --at ${revision}`), ['l1', 'l2', 'l3'])
  assert.deepEqual(await names(''), [])
})

test('a dry run keeps nothing and says so', async () => {
  const made = await run(`vpn create --tenant-id ${tenant} --name ghost --dry-run -c name -f value`)
  assert.deepEqual([made.code, made.out, made.err], [0, 'ghost\n', 'dry run: nothing was kept\n'])
  assert.equal((await run('vpn show ghost')).code, 3)
})

test('--if-match refuses to change what has changed since', async () => {
  await ok(`vpn create --tenant-id ${tenant} --name tag`)
  const revision = (JSON.parse(await ok('status -f json')) as Thing)['revision']
  await ok(`vpn update tag --description one --if-match ${revision}`)
  const stale = await run(`vpn update tag --description two --if-match ${revision}`)
  assert.equal(stale.code, 4)
  assert.equal((await jsonOf('vpn show tag'))['description'], 'one')
  assert.equal((await jsonOf('vpn update tag --set-null description'))['description'], null)
  await ok('vpn update tag --description again')
  assert.equal((await jsonOf('vpn update tag --unset description'))['description'], null)
  await ok('vpn delete tag')
})

test('apply makes several changes together, and a dry run of it shows each of them', async () => {
  const changes = file(
    'changes.yaml',
    `operations:
  - {op: create, service: net-l3vpn, kind: VpnService, as: v, body: {tenant_id: ${tenant}, name: red}}
  - {op: update, service: net-l3vpn, kind: VpnService, id: {$from: v.id}, body: {description: fresh}}
`,
  )
  const dry = await run(`apply -f ${changes} --dry-run`)
  assert.match(dry.out, /^\+ create net-l3vpn\/VpnService \S+\n {4}\+ id: /)
  assert.match(dry.out, /\n {4}~ description: - -> fresh\n$/)
  assert.equal(dry.err, 'dry run: nothing was kept\n')
  assert.equal((await run('vpn show red')).code, 3)
  const done = await run(`apply ${changes} --format json`)
  assert.match(done.err, /^done at revision \d+\n$/)
  assert.equal(JSON.parse(done.out).results.length, 2)
  const { id } = await jsonOf('vpn show red')
  const faulty = `op: delete\nservice: net-l3vpn\nkind: VpnService\nid: ${id}\n---\nop: delete\nservice: net-l3vpn\nkind: VpnService\nid: ${id}\n`
  const refused = await run('apply -f -', { stdin: faulty })
  assert.equal(refused.code, 3)
  assert.match(refused.err, /\/operations\/1/)
  assert.equal((await jsonOf('vpn show red'))['description'], 'fresh')
  await ok('vpn delete red')
})

test('the journal and the watch tell the same entries', async () => {
  const from = (JSON.parse(await ok('status -f json')) as Thing)['revision']
  await ok(`vpn create --tenant-id ${tenant} --name told`)
  await ok('vpn delete told')
  const entries = await listOf(`journal --kind vpn --from ${from}`)
  assert.deepEqual(
    entries.map(entry => [entry['operation'], entry['kind']]),
    [
      ['create', 'VpnService'],
      ['delete', 'VpnService'],
    ],
  )
  const watched = await ok(`watch --from ${from} --kind net-l3vpn/VpnService --until-synced -f json`)
  assert.deepEqual(
    watched
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as Thing),
    entries,
  )
})

test('the journal without a beginning shows the newest entries, of a filter too', async () => {
  for (const name of ['j1', 'j2', 'j3']) await ok(`vpn create --tenant-id ${tenant} --name ${name}`)
  await ok('vpn delete j1')
  const told = async (line: string) =>
    (await listOf(`journal ${line}`)).map(({ operation, object }) => [operation, (object as Thing)['name']])
  assert.deepEqual(await told('--limit 2'), [
    ['create', 'j3'],
    ['delete', 'j1'],
  ])
  await ok(`vpnafconfig create --tenant-id ${tenant} --vrf-rt-value 7:7 --vrf-rt-type both`)
  assert.deepEqual(await told('--kind vpn --limit 1'), [['delete', 'j1']])
  const all = await listOf('journal --all')
  const { revision } = JSON.parse(await ok('status -f json')) as Thing
  assert.deepEqual(
    all.map(entry => entry['revision']),
    Array.from({ length: Number(revision) }, (_, index) => index + 1),
  )
  await ok('vpn delete j2 j3')
  await ok('vpnafconfig delete 7:7')
})

test('an object that is gone can still be shown as it was, by its name', async () => {
  await ok(`vpn create --tenant-id ${tenant} --name past`)
  const { revision } = JSON.parse(await ok('status -f json')) as Thing
  await ok('vpn delete past')
  assert.equal((await run('vpn show past')).code, 3)
  assert.equal((await jsonOf(`vpn show past --at ${revision}`))['name'], 'past')
})

test('list --watch tells what was there and every change until it is interrupted', async () => {
  await ok(`vpn create --tenant-id ${tenant} --name w1 --description seen`)
  const stop = new AbortController()
  let step = 0
  const work = run('vpn list --description seen --watch -f csv -c name,description', {
    signal: stop.signal,
    onOutput(out) {
      const lines = out.split('\n').length - 1
      if (lines === 2 && step === 0) {
        step = 1
        void ok(`vpn create --tenant-id ${tenant} --name w2 --description seen`)
      } else if (lines === 3 && step === 1) {
        step = 2
        void ok('vpn update w1 --description gone')
      } else if (lines === 4) stop.abort()
    },
  })
  const { code, out } = await work
  assert.equal(code, 130)
  assert.equal(out, 'operation,name,description\nlist,w1,seen\ncreate,w2,seen\ndelete,w1,gone\n')
  await ok('vpn delete w1 w2')
})

test('status, models and the help speak of the server that is asked', async () => {
  const status = JSON.parse(await ok('status -f json')) as Thing
  assert.deepEqual([status['url'], status['state'], typeof status['revision']], [url, 'ready', 'number'])
  const models = await listOf('models net-l3vpn')
  assert.ok(models.some(model => model['noun'] === 'vpn'))
  const resolved = JSON.parse(await ok('models net-l3vpn --resolved -f json')) as readonly { name: string }[]
  assert.deepEqual(
    resolved.map(service => service.name),
    ['net-l3vpn'],
  )
  const help = await ok('--help')
  assert.match(help, /net-l3vpn +port\* interface\* vpn /)
  assert.match(help, /130 {2}interrupted/)
  const create = await ok('help vpn create')
  assert.match(create, /Required attributes:\n {2}--tenant-id <uuid>/)
  assert.equal(create, await ok('vpn create --help'))
  assert.match(await ok('net-l3vpn --help'), /vpnbinding/)
})

test('a table is as wide as the terminal, and whole in a pipe', async () => {
  await ok(`vpn create --tenant-id ${tenant} --name table --ipv4-family ${'9:9,'.repeat(30)}1:1`)
  for (const columns of [40, 60, 100]) {
    const lines = (await ok('vpn list', { columns })).split('\n')
    assert.ok(
      lines.every(line => line.length <= columns),
      lines.join('\n'),
    )
  }
  assert.match(await ok('vpn list --long'), /(9:9,){30}1:1/)
  await ok('vpn delete table')
})
