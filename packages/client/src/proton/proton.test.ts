import assert from 'node:assert/strict'
import { test } from 'node:test'
import { realServer } from '../testdata/real-server.ts'
import { runnerOf } from '../testdata/run-program.ts'
import { urlOf } from './place.ts'
import { runProton } from './run.ts'

const url = await realServer()
const { hostname, port } = new URL(url)
const { run } = runnerOf(runProton, { OS_PROTON_HOST: hostname, OS_PROTON_PORT: port })
const tenant = '6b0b0f4e-0d2a-4a61-9d0f-000000000001'
const device = '6b0b0f4e-0d2a-4a61-9d0f-00000000000d'

type Thing = Readonly<Record<string, unknown>>

async function ok(line: string | readonly string[]): Promise<Thing> {
  const { code, out, err } = await run(line)
  assert.deepEqual([code, err], [0, ''], String(line))
  return out === '' ? {} : (JSON.parse(out) as Thing)
}

test("Gluon's story in the words of its client", async () => {
  const made = await ok(
    `--api net-l3vpn port-create --name web --tenant_id ${tenant} --mac_address fa:16:3e:00:00:01 --admin_state_up True --status DOWN --vnic_type normal --mtu 1500 --vlan_transparency False`,
  )
  const id = String(made['id'])
  assert.deepEqual([made['admin_state_up'], made['vlan_transparency'], made['mtu']], [true, false, 1500])
  const interfaces = (await ok('interface-list --api net-l3vpn'))['interfaces'] as readonly Thing[]
  assert.deepEqual(
    interfaces.map(each => [each['id'], each['name']]),
    [[id, 'web_default']],
  )
  await ok(`--api=net-l3vpn vpnafconfig-create --tenant_id ${tenant} --vrf_rt_value 1000:1000 --vrf_rt_type both`)
  const vpn = await ok(`vpn-create --tenant_id ${tenant} --api net-l3vpn --name blue --ipv4_family 1000:1000`)
  await ok(
    `--api net-l3vpn vpnbinding-create --tenant_id ${tenant} --interface_id ${id} --service_id ${vpn['id']} --ipaddress 10.0.0.1 --subnet_prefix 24 --gateway 10.0.0.254`,
  )
  assert.equal((await ok(`vpnbinding-show ${id} --api net-l3vpn`))['ipaddress'], '10.0.0.1')
  const bound = await ok(`--api net-l3vpn port-update --host_id compute-1 --device_id ${device} ${id}`)
  assert.deepEqual([bound['host_id'], bound['device_id']], ['compute-1', device])
  const unbound = await ok(['--api', 'net-l3vpn', 'port-update', id, '--host_id', '', '--device_id', ''])
  assert.deepEqual([unbound['host_id'], unbound['device_id'], unbound['vif_type']], [null, null, null])
  for (const line of [
    `vpnbinding-delete ${id}`,
    `vpn-delete ${vpn['id']}`,
    'vpnafconfig-delete 1000:1000',
    `port-delete ${id}`,
  ])
    assert.deepEqual(await ok(`--api net-l3vpn ${line}`), {})
  assert.deepEqual(await ok('--api net-l3vpn port-list'), { ports: [] })
})

test('objects are printed as JSON, indented by four', async () => {
  const { out } = await run(`--api net-l3vpn vpn-create --tenant_id ${tenant} --name indent`)
  assert.match(out, /^\{\n {4}"id": "/)
  await ok(`--api net-l3vpn vpn-delete ${JSON.parse(out).id}`)
})

test('a missing or wrong --api ends with the usage and 255', async () => {
  for (const line of ['', 'port-list', '--api nothing port-list', '--api']) {
    const { code, out, err } = await run(line)
    assert.deepEqual([code, out], [255, ''], line)
    assert.match(err, /Usage: protonclient --api <service>[\s\S]*one of ietf-sfc, net-l3vpn/)
  }
  const help = await run('--help')
  assert.equal(help.code, 0)
  assert.match(help.out, /^Usage: protonclient/)
})

test('a wrong command line ends with 2 before anything is sent', async () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ['port-create', /required options '--tenant_id TEXT', '--mac_address TEXT' not specified/],
    ['vpn-create', /required option '--tenant_id TEXT' not specified/],
    [`port-create --tenant_id ${tenant} --mac_address fa:16:3e:00:00:01 --mtu many`, /It is not INTEGER/],
    [`port-create --tenant_id ${tenant} --admin_state_up perhaps`, /It is not BOOLEAN/],
    [`port-create --tenant_id ${tenant} --status UP`, /It is not \[ACTIVE\|DOWN\]/],
    [`port-create --tenant_id ${tenant} --mac_address x --mac-address x`, /unknown option '--mac-address'/],
    ['port-show', /missing required argument/],
    ['port-crate', /Did you mean port-create/],
  ]
  for (const [line, message] of cases) {
    const { code, out, err } = await run(`--api net-l3vpn ${line}`)
    assert.deepEqual([code, out], [2, ''], line)
    assert.match(err, message)
  }
  const { out } = await run('--api net-l3vpn port-create --help')
  for (const option of ['--mtu INTEGER', '--status [ACTIVE|DOWN]', '--admin_state_up BOOLEAN', '--name TEXT'])
    assert.ok(out.includes(`  ${option} `), option)
})

test("a refusal ends with 1 and the server's reasons, one a line", async () => {
  const unknown = await run(`--api net-l3vpn port-show ${tenant}`)
  assert.deepEqual([unknown.code, unknown.out], [1, ''])
  assert.match(unknown.err, /^Bad return status 404: /)
  const wrong = await run('--api net-l3vpn port-create --tenant_id x --mac_address y')
  assert.equal(wrong.code, 1)
  assert.match(
    wrong.err,
    /^Bad return status 400: (tenant_id|mac_address): .*\nBad return status 400: (tenant_id|mac_address): .*\n$/,
  )
  const away = await run('--api net-l3vpn port-list', { env: { OS_PROTON_PORT: '1' } })
  assert.equal(away.code, 1)
  assert.match(away.err, /Cannot reach http:\/\/127\.0\.0\.1:1/)
})

test('--host and --port come before the environment of Gluon, that before the URL of Baryon', () => {
  const env = { OS_PROTON_HOST: 'h', OS_PROTON_PORT: '1', BARYON_URL: 'https://b/' }
  assert.equal(urlOf({ host: 'x', port: '2' }, env), 'http://x:2')
  assert.equal(urlOf({}, env), 'http://h:1')
  assert.equal(urlOf({ host: '::1' }, {}), 'http://[::1]:9696')
  assert.equal(urlOf({ port: '5' }, {}), 'http://127.0.0.1:5')
  assert.equal(urlOf({}, { BARYON_URL: 'https://b/' }), 'https://b')
  assert.equal(urlOf({}, {}), 'http://127.0.0.1:9696')
})
