import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Command } from 'commander'
import { runnerOf } from '../testdata/run-program.ts'
import { json, problem, type Reply, type Seen, scriptedServer } from '../testdata/scripted-server.ts'
import { attribute, kind, service } from '../testdata/small-models.ts'
import { createCli } from './index.ts'

const lab = service('lab', [
  kind(
    'lab',
    'Thing',
    [
      attribute('name', { name: 'string' }),
      attribute('up', { name: 'boolean' }),
      attribute('size', { name: 'integer', min: 1 }, { required: true, nullable: false }),
      attribute('mode', { name: 'enum', values: ['fast', 'safe'] }),
      attribute('tags', { name: 'list', items: { name: 'string' } }),
      attribute('labels', { name: 'map', values: { name: 'string' } }),
      attribute('shape', { name: 'object', attributes: [attribute('sides', { name: 'integer' })] }),
      attribute('no_dhcp', { name: 'boolean' }),
      attribute('dhcp', { name: 'boolean' }),
      attribute('profile', { name: 'string' }),
      attribute('url', { name: 'uri' }),
      attribute('format', { name: 'string' }),
      attribute('dry_run', { name: 'string' }),
      attribute('peer', {
        name: 'reference',
        to: { service: 'lab', kind: 'Thing' },
        onDelete: 'null',
        key: { name: 'uuid' },
      }),
      attribute('code', { name: 'string' }, { readOnly: true }),
    ],
    {
      actions: [
        {
          name: 'spin',
          description: 'Spins it.',
          input: [attribute('speed', { name: 'integer' }, { required: true })],
          requires: [],
          set: {},
        },
      ],
    },
  ),
  kind('lab', 'Port', [attribute('name', { name: 'string' })]),
])
const net = service('net', [kind('net', 'Port', [attribute('name', { name: 'string' })])])

const server = await scriptedServer()
const local = {
  name: 'start',
  description: 'Start it',
  load: async () =>
    new Command('start').option('--url <url>', 'its own').action(options => assert.equal(options.url, 'mine')),
}
const { run, home } = runnerOf(createCli([local]), { BARYON_URL: server.url })
const id = '6b0b0f4e-0d2a-4a61-9d0f-000000000001'
const object = { id, name: 'a', up: true, size: 3 }

/** Answers `/v1/models` like a server with these services, and everything else with the reply. */
const serving =
  (reply: Reply, services: readonly object[] = [lab, net], etag = '"m1"'): Reply =>
  (response, seen) => {
    if (seen.url !== '/v1/models') return reply(response, seen)
    if (seen.headers['if-none-match'] === etag) return void response.writeHead(304).end()
    json(200, { services }, { etag })(response, seen)
  }

const asked = () => server.seen.filter(seen => seen.url !== '/v1/models')
const bodyOf = (seen: Seen | undefined): unknown => JSON.parse(seen?.body ?? 'null')

test('models are asked for once, so that every later command is one request', async () => {
  server.script(serving(json(200, object, { etag: '"5"' })))
  assert.equal((await run(`thing show ${id}`)).code, 0)
  assert.equal(server.seen.length, 2)
  assert.equal((await run(`thing show ${id}`)).code, 0)
  assert.equal((await run('thing --help')).code, 0)
  assert.equal(server.seen.length, 3)
})

test('what newer models know is understood although older ones are remembered', async () => {
  const wider = service('lab', [...lab.kinds, kind('lab', 'Cable', [attribute('colour', { name: 'string' })])])
  server.script(serving(json(201, { id, colour: 'red' }), [wider, net], '"m2"'))
  const made = await run('cable create --colour red -f value -c colour')
  assert.deepEqual([made.code, made.out, made.err], [0, 'red\n', ''])
  server.script(serving(json(201, object)))
  await run('cable list')
  assert.equal((await run('thing list')).code, 0)
})

test('a noun of several services is chosen by the service in front, --service, or the profile', async () => {
  server.script(serving(json(200, { ports: [] })))
  const vague = await run('port list')
  assert.equal(vague.code, 2)
  assert.match(vague.err, /Say which "port" is meant: "baryon lab port" or "baryon net port"/)
  for (const line of [
    'net port list',
    'port list --service net',
    'port --service=net list',
    '--service net port list',
  ]) {
    server.script(serving(json(200, { ports: [] })))
    assert.equal((await run(line)).code, 0, line)
    assert.match(asked()[0]?.url ?? '', /^\/proton\/net\/v1\.0\/ports\?/, line)
  }
  await run(`profile set here --url ${server.url} --service lab`)
  assert.equal((await run('port list', { env: { BARYON_URL: undefined } })).code, 0)
  assert.match(asked().at(-1)?.url ?? '', /^\/proton\/lab\//)
  await run('profile delete here')
  assert.match((await run('port list --service nett')).err, /no service "nett" \(did you mean "net"\?\)/)
})

test('unknown words are refused with what may be meant', async () => {
  server.script(serving(json(200, {})))
  const cases: readonly (readonly [string, RegExp])[] = [
    ['thng list', /Unknown command "thng" \(did you mean "thing"\?\)/],
    ['stats', /did you mean "status"/],
    ['lab thng', /Unknown command "lab thng" \(did you mean "thing"\?\)/],
    ['thing lst', /^error: Unknown command 'lst' \(did you mean list\?\)\n {2}next: {2}See "baryon thing --help"\n$/],
    ['thing create --sizee 3', /Unknown option '--sizee' \(did you mean --size\?\)/],
    ['thing list extra', /1: extra\n {2}next: {2}See "baryon thing list --help"/],
    ['thing get x', /Unknown command 'get' \(did you mean show\?\)/],
    ['list things', /Unknown command "list" \(did you mean "thing list"\?\)/],
    ['thing-add', /Unknown command "thing-add" \(did you mean "thing create"\?\)/],
    ['lab thing frob', /See "baryon lab thing --help"/],
    ['thing list -c nmae', /No column is called "nmae" \(did you mean "name"\?\)/],
    ['profile use nowhere', /No profile is called "nowhere"/],
    ['thing list --format xml', /Allowed choices are table, json, yaml, csv, value/],
    ['thing list --limit 0', /Cannot take "0" for --limit/],
    ['thing list --filter name', /ATTRIBUTE=VALUE/],
    ['thing create --size 3 --set-null nmae', /no such attribute \(did you mean "name"\?\)/],
    ['thing show', /Missing required argument/],
    [`thing update ${id}`, /Give at least one attribute to change/],
    ['thing update --from-file /nowhere/x', /Cannot read "\/nowhere\/x"/],
    ['apply', /Give the file with the operations/],
    ['watch --kind thng', /Cannot take "thng" for --kind: no model has this noun \(did you mean "thing"\?\)/],
    ['thing list --url localhost:9', /it has to begin with http:\/\/ or https:\/\/, as "http:\/\/localhost:9" does/],
  ]
  for (const [line, message] of cases) {
    const { code, out, err } = await run(line)
    assert.match(err, message)
    assert.deepEqual([code, out], [2, ''], line)
  }
  assert.deepEqual(
    asked().filter(seen => seen.method !== 'GET'),
    [],
  )
})

test('values are read by their types, all faults are told, and nothing is sent', async () => {
  server.script(serving(json(201, object)))
  const wrong = await run(['thing', 'create', '--up', 'maybe', '--size', '0', '--mode', 'slow', '--shape', '{'])
  assert.equal(wrong.code, 2)
  for (const option of ['--up', '--size', '--mode', '--shape'])
    assert.match(wrong.err, new RegExp(`error: .*${option}\\b`))
  const missing = await run('thing create --name x')
  assert.match(missing.err, /Give --size: it is required/)
  const second = await run('thing create --from-file -', { stdin: '[{"size": 1}, {"name": "b"}]' })
  assert.match(second.err, /Give --size or have it in object 2 of the file: it is required/)
  const input = await run(`thing spin ${id}`)
  assert.match(input.err, /Give --speed: it is required\n.*\n {2}next: {2}Add the option\n$/)
  assert.deepEqual(asked(), [])

  const line = ['thing', 'create', '--name', '-x', '--up', 'False', '--size', '3', '--mode', 'fast']
  const lists = ['--tags', 'a,b', '--tags', 'c', '--labels', 'k=v', '--labels', 'x=y=z', '--shape', '{"sides":4}']
  const made = await run([...line, ...lists, '--no-dhcp', 'true', '--dhcp', 'false', '--set-null', 'peer'])
  assert.equal(made.code, 0, made.err)
  assert.deepEqual(bodyOf(asked()[0]), {
    name: '-x',
    up: false,
    size: 3,
    mode: 'fast',
    tags: ['a', 'b', 'c'],
    labels: { k: 'v', x: 'y=z' },
    shape: { sides: 4 },
    no_dhcp: true,
    dhcp: false,
    peer: null,
  })
})

test('objects may come from files, lists and maps may be JSON, and keys can be taken out', async () => {
  const path = join(home, 'shape.json')
  writeFileSync(path, '{"sides": 5}')
  server.script(serving(json(200, object)))
  await run([
    'thing',
    'update',
    id,
    '--shape',
    `@${path}`,
    '--tags',
    '["a,b"]',
    '--unset',
    'labels.old',
    '--unset',
    'mode',
  ])
  assert.deepEqual(bodyOf(asked()[0]), { shape: { sides: 5 }, tags: ['a,b'], labels: { old: null }, mode: null })
  const twice = await run(['thing', 'update', id, '--name', 'a', '--name', 'b'])
  assert.match(twice.err, /Give --name once/)
})

test('an attribute with the name of an option of the CLI has a prefix, and its own name nowhere else', async () => {
  server.script(serving(json(201, object)))
  const clashing = [
    '--attribute-profile',
    '{}',
    '--attribute-url',
    'http://x/',
    '--attribute-format',
    'f',
    '--attribute-dry_run',
    'd',
  ]
  const made = await run(['thing', 'create', '--size', '1', ...clashing])
  assert.equal(made.code, 0, made.err)
  assert.deepEqual(bodyOf(asked()[0]), { size: 1, profile: '{}', url: 'http://x/', format: 'f', dry_run: 'd' })
  const mistaken = await run(['thing', 'create', '--size', '1', '--profile', '{}'])
  assert.equal(mistaken.code, 2)
  assert.match(mistaken.err, /No profile is called "\{\}"[\s\S]*--attribute-profile/)
})

test('names stand for ids, unless several objects have them', async () => {
  const rows = (...ids: readonly string[]): Reply => json(200, { things: ids.map(one => ({ id: one, name: 'twin' })) })
  const other = id.replace(/1$/, '2')
  server.script(serving(rows(id, other)))
  const twins = await run('thing delete twin')
  assert.equal(twins.code, 2)
  assert.match(twins.err, new RegExp(`Say which thing "twin" is meant: ${id}, ${other}`))
  server.script(serving(rows()))
  const none = await run('thing create --size 1 --peer twin')
  assert.equal(none.code, 3)
  assert.match(none.err, /No thing is called "twin"/)
  server.script(serving((response, seen) => (seen.method === 'GET' ? rows(id) : json(200, object))(response, seen)))
  assert.equal((await run('thing spin twin --speed 4')).code, 0)
  assert.deepEqual([asked()[1]?.url, bodyOf(asked()[1])], [`/proton/lab/v1.0/things/${id}/spin`, { speed: 4 }])
  assert.match((await run(`thing spin ${id}`)).err, /Give --speed/)
})

test('the exit code says what kind of failure it was', async () => {
  const codes = { 400: 1, 401: 5, 403: 5, 404: 3, 405: 1, 409: 4, 410: 1, 412: 4, 413: 1, 422: 1, 500: 6 }
  for (const [status, code] of Object.entries(codes)) {
    server.script(serving(problem(Number(status), 'some.code')))
    const ran = await run(`thing show ${id}`)
    assert.equal(ran.code, code, status)
    assert.match(ran.err, /error: --name: refused by some\.code\n {2}cause: why\n {2}next: {2}what\n/)
  }
  server.script(serving(problem(503, 'store.away')))
  assert.equal((await run(`thing show ${id} --retries 0`)).code, 6)
  assert.equal((await run('thing list --url http://127.0.0.1:1 --retries 0')).code, 6)
  assert.equal((await run('status --url http://127.0.0.1:1')).code, 6)
  const stop = new AbortController()
  server.script(serving(() => stop.abort(new Error('interrupted'))))
  assert.equal((await run(`thing show ${id}`, { signal: stop.signal })).code, 130)
})

test('without a server the help says so, and local commands still work', async () => {
  const away = { env: { BARYON_URL: 'http://127.0.0.1:1' } }
  const help = await run('--help', away)
  assert.equal(help.code, 0)
  assert.match(help.out, /http:\/\/127\.0\.0\.1:1 does not answer/)
  assert.match(help.out, /start +Start it/)
  assert.equal((await run('start --url mine', away)).code, 0)
  assert.match((await run('start --help', away)).out, /its own/)
  assert.match((await run('--version', away)).out, /^\d+\.\d+\.\d+\n$/)
  assert.equal((await run('', away)).code, 0)
})

test('what the server stores cannot steer the terminal', async () => {
  server.script(serving(json(200, { ...object, name: 'a\u001b[31m\nb\u202e' })))
  for (const format of ['table', 'value'])
    assert.match((await run(`thing show ${id} -f ${format} -c name`)).out, /a\\u001b\[31m\\nb\\u202e\n$/)
})

test('a token of a profile is not sent to another server', async () => {
  server.script(serving(json(200, { things: [] })))
  await run(`profile set safe --url ${server.url} --token secret`)
  await run('thing list', { env: { BARYON_URL: undefined } })
  assert.equal(asked()[0]?.headers.authorization, 'Bearer secret')
  const elsewhere = await scriptedServer()
  elsewhere.script(serving(json(200, { things: [] })))
  assert.equal((await run(`thing list --url ${elsewhere.url}`)).code, 0)
  assert.equal((await run('thing list', { env: { BARYON_URL: elsewhere.url } })).code, 0)
  assert.equal(elsewhere.seen.length, 3)
  assert.ok(elsewhere.seen.every(seen => seen.headers.authorization === undefined))
  await run('profile delete safe')
})
