/** The command line of a service with behaviours: derived attributes, actions that answer something of their own, objects that are not stored. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { realServer } from '../testdata/real-server.ts'
import { runnerOf } from '../testdata/run-program.ts'
import { createCli } from './index.ts'

const url = await realServer()
const { run } = runnerOf(createCli([]), { BARYON_URL: url })

async function ok(line: string): Promise<string> {
  const { code, out, err } = await run(`networking ${line}`)
  assert.equal(code, 0, `${line}\n${err}`)
  return out
}

const jsonOf = async (line: string) => JSON.parse(await ok(`${line} -f json`)) as Readonly<Record<string, unknown>>

test('a router is plugged into a subnet, whose port is bound to a host', async () => {
  await ok('network create --name net --project-id p')
  await ok('subnet create --name sub --network-id net --cidr 10.0.0.0/24 --ip-version 4 --project-id p')
  await ok('router create --name gate --project-id p')
  const { id: subnet } = await jsonOf('subnet show sub')
  const plugged = await jsonOf(`router add_router_interface gate --subnet-id ${subnet}`)
  assert.equal(plugged['subnet_id'], subnet)
  assert.match(await ok(`port show ${plugged['port_id']} -f value -c device_owner`), /^network:router_interface$/m)
  const port = await jsonOf('port create --name plug --network-id net --project-id p --binding:host_id rack-1')
  assert.equal(port['binding:host_id'], 'rack-1')
  assert.equal(await ok('port list --filter binding:host_id=rack-1 -f value -c name'), 'plug\n')
  assert.equal(await ok('port list --binding:host-id rack-1 -f value -c name'), 'plug\n')
})

test('what is internal is in no answer, help or completion, and what is not stored is listed', async () => {
  const network = await jsonOf('network show net')
  assert.ok('shared' in network)
  assert.ok(!('shared_with' in network))
  assert.doesNotMatch(await ok('network create --help'), /shared-with/)
  assert.match(await ok('network_ip_availability list -f value -c network_name'), /^net$/m)
})

test('verbs that are not served are no commands', async () => {
  const help = await ok('network_ip_availability --help')
  assert.match(help, /^ {2}list /m)
  assert.doesNotMatch(help, /^ {2}(create|update|delete) /m)
  assert.notEqual((await run('networking network_ip_availability delete net')).code, 0)
})

test('an object of which nothing is served is no noun', async () => {
  assert.match(await ok('--help'), /^ {2}quota /m)
  assert.doesNotMatch(await ok('--help'), /quota_limit/)
  assert.doesNotMatch((await run('models')).out, /quota_limit/)
  assert.equal((await run('networking quota_limit list')).code, 2)
})

test('an action by GET needs no input and is printed as it is answered', async () => {
  const details = await jsonOf('quota details p')
  assert.ok(JSON.stringify(details).includes('"used"'))
})
