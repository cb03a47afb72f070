import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { realServer } from '../testdata/real-server.ts'
import { runnerOf } from '../testdata/run-program.ts'
import { createCli } from './index.ts'

const models = fileURLToPath(new URL('../testdata/models', import.meta.url))
const { run, home } = runnerOf(createCli([]), { BARYON_URL: await realServer({ BARYON_MODELS: models }) })

type Thing = Readonly<Record<string, unknown>>

async function ok(...line: readonly string[]): Promise<Thing> {
  const { code, out, err } = await run([...line, '-f', 'json'])
  assert.equal(code, 0, err)
  return out === '' ? {} : (JSON.parse(out) as Thing)
}

test('every type of a model can be given on the command line', async () => {
  await ok('keeper', 'create', '--badge', 'k-1', '--name', 'Ann Lee')
  const friend = await ok('animal', 'create', '--name', 'friend')
  const path = join(home, 'extra.json')
  writeFileSync(path, '{"deep":[1,null]}')
  const animal = await ok(
    ...['animal', 'create', '--name', 'ape', '--keeper', 'Ann Lee', '--friends', 'friend', '--weight', '1.5'],
    ...[
      '--since',
      '2026-01-31T12:00:00+01:00',
      '--subnet',
      '10.1.2.3/8',
      '--colours',
      'red,blue',
      '--colours',
      'green',
    ],
    ...['--labels', 'a=1', '--labels', 'b=x y', '--place', '{"room":"r1"}', '--extra', `@${path}`, '--no-bath', 'true'],
    ...['--attribute-profile', 'p'],
  )
  const { id, created_at, updated_at, ...rest } = animal
  assert.deepEqual(rest, {
    name: 'ape',
    keeper: 'k-1',
    friends: [friend['id']],
    weight: 1.5,
    since: '2026-01-31T11:00:00.000Z',
    subnet: '10.0.0.0/8',
    colours: ['red', 'blue', 'green'],
    labels: { a: '1', b: 'x y' },
    place: { room: 'r1', row: null },
    extra: { deep: [1, null] },
    no_bath: true,
    profile: 'p',
  })
})

test('an update merges maps and objects, and takes keys out', async () => {
  const changed = await ok(
    ...[
      'animal',
      'update',
      'ape',
      '--labels',
      'c=3',
      '--unset',
      'labels.a',
      '--place',
      '{"row":4}',
      '--unset',
      'keeper',
    ],
  )
  assert.deepEqual(
    [changed['labels'], changed['place'], changed['keeper'], changed['weight']],
    [{ b: 'x y', c: '3' }, { room: 'r1', row: 4 }, null, 1.5],
  )
})

test('lists filter by what a list holds, and by the name of an object they refer to', async () => {
  await ok('animal', 'update', 'ape', '--keeper', 'k-1')
  const names = async (...line: readonly string[]) =>
    ((await ok('animal', 'list', ...line)) as unknown as readonly Thing[]).map(row => row['name'])
  assert.deepEqual(await names('--colours', 'green'), ['ape'])
  assert.deepEqual(await names('--keeper', 'Ann Lee'), ['ape'])
  assert.deepEqual(await names('--filter', 'keeper!=Ann Lee', '--filter', 'keeper.null=false'), [])
  assert.deepEqual(await names('--filter', 'weight.null=true'), ['friend'])
  assert.deepEqual(await names('--attribute-profile', 'p'), ['ape'])
})

test('a key that is any text is an id before it is a name', async () => {
  await ok('keeper', 'create', '--badge', 'Ann Lee', '--name', 'somebody')
  assert.equal((await ok('keeper', 'show', 'Ann Lee'))['name'], 'somebody')
  await ok('keeper', 'delete', 'Ann Lee')
  assert.equal((await ok('keeper', 'show', 'Ann Lee'))['badge'], 'k-1')
  const none = await run(['keeper', 'show', 'Nobody'])
  assert.equal(none.code, 3)
})

test('an object with a composite key is named by its values with commas', async () => {
  const made = await ok('cage', 'create', '--house', 'north, 50%', '--number', '3')
  assert.deepEqual([made['house'], made['number']], ['north, 50%', 3])
  const id = 'north%2C%2050%25,3'
  assert.equal((await ok('cage', 'update', id, '--note', 'wet'))['note'], 'wet')
  const file = join(home, 'cages.yaml')
  writeFileSync(file, '- {house: "north, 50%", number: 3, note: dry}\n')
  await ok('cage', 'update', '--from-file', file)
  assert.equal((await ok('cage', 'show', id))['note'], 'dry')
  await ok('cage', 'delete', id)
  assert.equal((await run(['cage', 'show', id])).code, 3)
})

test('a reference to an object whose key is a number is given as a number', async () => {
  for (const number of ['1', '2']) await ok('ticket', 'create', '--number', number)
  const ticket = await ok('ticket', 'create', '--number', '3', '--after', '2', '--others', '1,2')
  assert.deepEqual(ticket, { number: 3, after: 2, others: [1, 2] })
  const wrong = await run(['ticket', 'create', '--number', '4', '--after', 'two'])
  assert.notEqual(wrong.code, 0)
  assert.match(wrong.err, /after/)
  const found = await run(['ticket', 'list', '--after', '2', '-f', 'value', '-c', 'number'])
  assert.deepEqual([found.code, found.out], [0, '3\n'])
})
