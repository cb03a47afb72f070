import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '@baryon/kit'
import { Command } from 'commander'
import { runnerOf } from '../../../testdata/run-program.ts'
import { json, problem, type Reply, scriptedServer } from '../../../testdata/scripted-server.ts'
import { createCli } from '../../index.ts'
import { span } from './explained.ts'

const server = await scriptedServer()
const lost = { code: 'import.away', status: 0, retry: true, message: 'Start it', cause: 'It is off', next: 'Look' }
const local = {
  within: 'controllers',
  name: 'import',
  description: 'Take over what was there',
  load: async () =>
    new Command('import').option('--proxydb <url>', 'its database').action(({ proxydb }) => {
      throw new Refusal({ ...lost, message: `Start ${proxydb}` })
    }),
}
const { run } = runnerOf(createCli([local]), { BARYON_URL: server.url })

const fault = {
  code: 'controller.refused',
  message: 'Correct the name "a b"',
  cause: 'It says 422',
  next: 'Rename it',
  retry: false,
}
const east = {
  name: 'restproxy/east',
  backend: 'restproxy',
  mode: 'running',
  phase: 'away',
  since: '2026-01-31T12:00:00.000Z',
  reason: { ...fault, message: 'Nobody answers', cause: 'No route to host', next: 'Look at the cable' },
  endpoints: [
    {
      name: 'a',
      url: 'http://10.0.0.1:8080',
      active: true,
      health: 'down',
      since: '2026-01-31T12:00:00.000Z',
      reason: 'no route',
    },
    {
      name: 'b',
      url: 'http://10.0.0.2:8080',
      active: false,
      health: 'up',
      since: '2026-01-31T11:00:00.000Z',
      latency: 1.25,
    },
  ],
  breaker: 'open',
  cursor: 7,
  head: 9,
  waiting: 1,
  behind: 2,
  oldest: 90_500,
  there: 20,
  refused: 12,
  sent: 40,
  retries: 3,
  concurrency: 4,
  latency: { p50: 2, p99: 1100 },
  drift: { time: '2026-01-31T10:00:00.000Z', missing: 1, different: 2, surplus: 0 },
}
const refusal = {
  kind: 'port',
  id: 'p1',
  state: 'refused',
  revision: 5,
  time: east.since,
  address: {},
  parents: [],
  fault,
}
const last = () => {
  const seen = server.seen.at(-1)
  return [seen?.method, seen?.url, seen?.body === '' ? undefined : JSON.parse(seen?.body ?? 'null')]
}

test('controllers are listed on a line each, in JSON as the API answers them', async () => {
  server.script(json(200, { controllers: [east] }))
  const table = await run('controllers list')
  assert.equal(table.code, 0, table.err)
  assert.match(table.out, /^restproxy\/east +away +a +1\/2 +2 +1 +90500 +12 +3$/m)
  assert.deepEqual(JSON.parse((await run('controllers list -f json')).out), [east])
  assert.equal(
    (await run('controllers list -f csv -c name,reason,p99-ms')).out,
    'name,reason,p99_ms\nrestproxy/east,Nobody answers,1100\n',
  )
  server.script(json(200, { controllers: [] }))
  assert.match((await run('controllers list')).err, /no backend is configured/)
})

test('status explains what is the matter, since when, and what to do next', async () => {
  server.script(json(200, east), json(200, { deliveries: [refusal] }))
  const { out, code } = await run('controllers status restproxy/east')
  assert.equal(code, 0)
  for (const part of [
    /^restproxy\/east {2}away since 2026-01-31T12:00:00.000Z$/m,
    /Nobody answers\n {2}cause: No route to host/,
    /told +revision 7 of 9: 2 behind, 1 thing waiting/,
    /oldest +90.5 s not acknowledged/,
    /requests +40 sent, 3 of them again, at most 4 at a time/,
    /latency +2 ms median, 1.1 s of 99 in 100/,
    /drift +1 missing, 2 different, 0 too much/,
    /next +bring an endpoint back/,
    /^ {2}\* a {2}http:\/\/10.0.0.1:8080 {2}down since .*: no route$/m,
    /^ {4}b .* up since .*: answered in 1.3 ms$/m,
    /port p1 {2}Correct the name "a b"\n +cause: It says 422\n +next: {2}Rename it\n {2}… and 11 more/,
  ])
    assert.match(out, part)
  assert.equal(server.seen[0]?.url, '/v1/controllers/restproxy/east')
  server.script(json(200, east), json(200, { deliveries: [refusal] }))
  assert.deepEqual(JSON.parse((await run('controllers status east -f json')).out), { ...east, refusals: [refusal] })
})

test('spans are told in the unit that a reader wants', () => {
  assert.deepEqual([0.25, 999, 1500, 90_000, 3_600_000, 86_400_000].map(span), [
    '0.3 ms',
    '999 ms',
    '1.5 s',
    '90 s',
    '60 min',
    '24 h',
  ])
})

const ndjson =
  (...lines: readonly object[]): Reply =>
  response => {
    response.writeHead(200, { 'content-type': 'application/x-ndjson' })
    response.end(lines.map(line => `${JSON.stringify(line)}\n`).join(''))
  }
const fields = [
  { pointer: '/name', wanted: 'a', found: null },
  { pointer: '/gateway', wanted: '10.0.0.1' },
]
const differs = { kind: 'network', id: 'n', drift: 'different', fields }
const surplus = { kind: 'network', id: 'x', drift: 'surplus', foreign: true }

test('a comparison is shown field by field, for programs a record a line', async () => {
  const reply = ndjson(differs, surplus, { complete: true, missing: 0, different: 1, surplus: 1 })
  server.script(reply)
  const { out, err } = await run('controllers diff east')
  assert.equal(
    out,
    '~ network n  different\n    /name: - -> a\n    /gateway: (nothing) -> 10.0.0.1\n- network x  surplus, not known as ours\n',
  )
  assert.equal(err, '0 missing, 1 different, 1 too much\n')
  assert.deepEqual(
    (await run('controllers diff east -f json')).out
      .split('\n')
      .slice(0, 2)
      .map(line => JSON.parse(line)),
    [differs, surplus],
  )
})

test('a comparison that breaks off is a failure, whatever was shown before', async () => {
  server.script(ndjson(differs, { complete: false, fault: { ...fault, message: 'It hung up' } }))
  const told = await run('controllers diff east')
  assert.deepEqual([told.code, /It hung up/.test(told.err)], [6, true])
  server.script(ndjson(differs))
  assert.equal((await run('controllers diff east')).code, 6)
})

const resynced = {
  controller: 'restproxy/east',
  scope: 'auto',
  dry_run: false,
  updates: 3,
  removals: 0,
  examples: [{ kind: 'port', id: 'p', drift: 'missing' }],
}

test('a resync asks for what its options say, and tells why it did not go through', async () => {
  const id = '7c2f8a44-3f0e-4c11-9b1d-2f3d5f0f7a01'
  const cases: readonly (readonly [string, object, string?])[] = [
    ['', { scope: 'auto' }],
    ['--object interface/r/s --parents', { scope: 'object', kind: 'interface', id: 'r/s', parents: true }],
    ['--project x --force', { scope: 'project', id: 'x', force: true }],
    ['--bulk --dry-run', { scope: 'bulk' }, '?dry_run=true'],
    ['--diff', { scope: 'diff' }],
  ]
  for (const [options, body, query = ''] of cases) {
    server.script(json(200, resynced))
    const { code, err } = await run(`controllers resync east ${options}`)
    assert.deepEqual([code, last()], [0, ['POST', `/v1/controllers/east/resync${query}`, body]], err)
  }
  server.script(json(200, resynced))
  assert.equal(
    (await run('controllers resync east')).out,
    'restproxy/east was told 3 updates and 0 removals (auto)\n+ port p  missing\n… and 2 more\n',
  )
  server.script(json(200, { ...resynced, fault: { ...fault, message: 'Too much' } }))
  const braked = await run('controllers resync east --diff')
  assert.deepEqual([braked.code, /Too much/.test(braked.err)], [4, true])
  for (const wrong of ['--object port', '--diff --bulk', '--parents', `--network ${id} --project x`])
    assert.equal((await run(`controllers resync east ${wrong}`)).code, 2, wrong)
})

test('controllers are paused, drained and resumed by name, or only said to be', async () => {
  const switched = {
    controller: 'restproxy/east',
    dry_run: true,
    before: 'running',
    after: 'paused',
    phase: 'following',
    waiting: 1,
    behind: 2,
  }
  server.script(json(200, switched))
  const tried = await run('controllers pause east west --dry-run')
  assert.equal(tried.out, 'restproxy/east would be paused, was running: 1 thing waiting, 2 behind\n'.repeat(2))
  assert.deepEqual(
    server.seen.map(({ method, url }) => `${method} ${url}`),
    ['POST /v1/controllers/east/pause?dry_run=true', 'POST /v1/controllers/west/pause?dry_run=true'],
  )
  for (const verb of ['drain', 'resume']) {
    server.script(json(200, { ...switched, dry_run: false }))
    assert.equal((await run(`controllers ${verb} east`)).code, 0)
    assert.deepEqual(last(), ['POST', `/v1/controllers/east/${verb}`, {}])
  }
  assert.equal((await run('controllers pause')).code, 2)
  server.script(problem(403, 'controllers.denied'))
  assert.equal((await run('controllers pause east')).code, 5)
})

test('what was refused is tried again, one thing or all', async () => {
  const retried = { controller: 'restproxy/east', dry_run: false, count: 1, things: [{ kind: 'port', id: 'p1' }] }
  server.script(json(200, retried))
  const { out, err } = await run('controllers retry east --object port/p1 -f csv')
  assert.deepEqual([out, err], ['kind,id\nport,p1\n', '1 thing tried again at restproxy/east\n'])
  assert.deepEqual(last(), ['POST', '/v1/controllers/east/retry', { kind: 'port', id: 'p1' }])
})

test('what happens to controllers is watched alone', async () => {
  const stop = new AbortController()
  const event = { controller: 'restproxy/east', event: 'breaker', time: east.since, detail: { breaker: 'open' } }
  server.script(response => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(
      `id: 4\nevent: synced\ndata: {"revision":4}\n\nevent: controller\ndata: ${JSON.stringify(event)}\n\n`,
    )
  })
  const onOutput = () => stop.abort()
  const { out } = await run('watch --controllers -f json', { signal: stop.signal, onOutput })
  assert.deepEqual(JSON.parse(out), event)
  assert.equal(server.seen[0]?.url, '/v1/watch?controllers=only')
  assert.equal((await run('watch --controllers --kind port')).code, 2)
})

test('commands of this machine are a part of the others: named in the help, and failing as they do', async () => {
  assert.match((await run('controllers --help')).out, /import .*Take over what was there/)
  const { code, err } = await run('controllers import --proxydb old')
  assert.equal(code, 6)
  assert.match(err, /error: Start old\n {2}cause: It is off\n {2}next: {2}Look/)
})

test('names of controllers are completed', async () => {
  server.script((response, seen) =>
    seen.url === '/v1/models'
      ? json(200, { services: [] })(response, seen)
      : json(200, { controllers: [east] })(response, seen),
  )
  const offered = await run(['__complete', '--', 'controllers', 'pause', 'rest'])
  assert.equal(offered.out, 'restproxy/east\taway\n')
  assert.match((await run(['__complete', '--', 'controllers', ''])).out, /^import\t/m)
})
