import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Controller } from './testdata/fake.ts'
import { until } from './testdata/served.ts'

const rounds = Number(process.env['SOAK_ROUNDS'] ?? 3)
const child = new URL('testdata/child.ts', import.meta.url).pathname

interface Running {
  readonly url: string
  readonly process: ChildProcess
}

async function start(folder: string, trouble: number): Promise<Running> {
  const file = join(folder, 'controller')
  const started = spawn(process.execPath, [child, join(folder, 'data'), file, String(trouble)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await Promise.race([
    once(started.stdout.setEncoding('utf8'), 'data'),
    once(started, 'exit').then(() => assert.fail('the server ended by itself')),
  ])) as [string]
  return { url: line.trim(), process: started }
}

async function kill({ process }: Running): Promise<void> {
  const closed = once(process, 'close')
  process.kill('SIGKILL')
  await closed
}

/** What a client was told of a request; undefined: nothing. */
type Told = { readonly status: number; readonly code?: string } | undefined

async function ask({ url }: Running, method: string, path: string, body?: object): Promise<Told> {
  try {
    const answer = await fetch(url + path, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    const code = answer.status >= 400 ? JSON.parse(text).NeutronError?.code : undefined
    return { status: answer.status, code }
  } catch {
    return undefined
  }
}

interface Read {
  readonly converged: boolean
  readonly networks: readonly { readonly id: string; readonly name: string }[]
}

async function read({ url }: Running, path: string): Promise<Read> {
  const answer = await fetch(url + path)
  return (await answer.json()) as Read
}

/** Names by id, as the API has them. */
async function networks(server: Running): Promise<ReadonlyMap<string, string>> {
  const { networks: listed } = await read(server, '/v2.0/networks')
  return new Map(listed.map(({ id, name }) => [id, name]))
}

const took = (told: Told) => told !== undefined && told.status < 300

/** A change that could not be undone stands, and says so: a new network may have the segment of one that was deleted. */
const stands = (told: Told) => took(told) || /kept/.test(told?.code ?? '')

/** Fails when what a client was told is not how it is now. */
function judge(what: string, told: Told, isDone: boolean) {
  if (told === undefined) return
  assert.equal(isDone, stands(told), `${what}: told ${told.status} ${told.code ?? ''}`)
}

/** Writes of a client, each on an object of its own, until the server is killed; what it was told of each. */
function writes(server: Running, round: number, known: readonly (readonly [string, string])[]) {
  const names = Array.from({ length: 12 }, (_, index) => `${round}-${index}${index % 3 === 0 ? '-bad' : ''}`)
  const created = names.map(async name => ({
    name,
    told: await ask(server, 'POST', '/v2.0/networks', { network: { name } }),
  }))
  const renamed = known.slice(0, 6).map(async ([id, before], index) => {
    const name = `${before}+${index % 3 === 0 ? 'bad' : round}`
    return { id, before, name, told: await ask(server, 'PUT', `/v2.0/networks/${id}`, { network: { name } }) }
  })
  const deleted = known
    .slice(6, 10)
    .map(async ([id]) => ({ id, told: await ask(server, 'DELETE', `/v2.0/networks/${id}`) }))
  return Promise.all([Promise.all(created), Promise.all(renamed), Promise.all(deleted)])
}

async function isSettled(server: Running, folder: string): Promise<void> {
  const isInStep = async () => {
    const { converged } = await read(server, '/v1/revisions/head')
    if (!converged) return false
    const stored = [...(await networks(server))].map(([id, name]) => `${id} ${name}`).sort()
    const has = [...Controller.read(join(folder, 'controller'))].map(
      ([key, name]) => `${key.replace('network/', '')} ${name}`,
    )
    return stored.join('\n') === has.sort().join('\n')
  }
  await until(isInStep)
  // Longer than the deadline: what was on trial is judged by then, one way or the other, and nothing moves any more.
  await sleep(600)
  await until(isInStep)
}

test(`kill -9 leaves no write half done: what a client was told is how it is, and the controller has the same (${rounds} rounds)`, async t => {
  const folder = await mkdtemp(join(tmpdir(), 'baryon-killed-'))
  let server = await start(folder, 0)
  t.after(async () => {
    await kill(server)
    await rm(folder, { recursive: true })
  })
  for (let index = 0; index < 16; index++)
    assert.ok(took(await ask(server, 'POST', '/v2.0/networks', { network: { name: `first ${index}` } })))
  let answered = 0
  for (let round = 0; round < rounds; round++) {
    await kill(server)
    server = await start(folder, 0.5)
    const known = [...(await networks(server))].filter(([, name]) => !name.includes('bad'))
    const told = writes(server, round, known)
    await sleep(Math.random() * 900)
    await kill(server)
    const [created, renamed, deleted] = await told
    server = await start(folder, 0)
    await isSettled(server, folder)
    const now = await networks(server)
    const present = new Set(now.values())
    for (const one of created) judge(`create ${one.name}`, one.told, present.has(one.name))
    for (const one of renamed) {
      assert.ok([one.before, one.name].includes(now.get(one.id) ?? ''), `rename ${one.name}`)
      judge(`rename ${one.name}`, one.told, now.get(one.id) === one.name)
    }
    for (const one of deleted) judge(`delete ${one.id}`, one.told, !now.has(one.id))
    answered += [...created, ...renamed, ...deleted].filter(one => one.told !== undefined).length
    assert.ok(![...present].some(name => name.includes('bad')), 'what was refused is undone')
  }
  assert.ok(answered > 0, 'every write was killed before its answer')
})
