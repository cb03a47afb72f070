import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { npmStart } from './npm-start.ts'
import { portValues } from './story.ts'

const rounds = Number(process.env['SERVER_CRASHES'] ?? 4)
const writers = 16

interface Change {
  readonly revision: number
  readonly service: string
  readonly kind: string
  readonly id: string
  readonly operation: string
}

/** Creates ports until the server is gone; answers the ids and the greatest revision that were acknowledged. */
async function writeUntilGone(url: string) {
  const ids: string[] = []
  let revision = 0
  const write = async () => {
    for (;;) {
      const answer = await fetch(`${url}/proton/net-l3vpn/v1.0/ports`, {
        method: 'POST',
        body: JSON.stringify(portValues),
        headers: { 'content-type': 'application/json' },
      })
      assert.equal(answer.status, 201)
      const { id } = (await answer.json()) as { id: string }
      ids.push(id)
      revision = Math.max(revision, Number(answer.headers.get('baryon-revision')))
    }
  }
  await Promise.allSettled(Array.from({ length: writers }, write))
  return { ids, revision }
}

async function journal(url: string): Promise<readonly Change[]> {
  const entries: Change[] = []
  for (;;) {
    const answer = await fetch(`${url}/v1/journal?from=${entries.at(-1)?.revision ?? 0}&limit=1000`)
    const page = (await answer.json()) as { entries: Change[] }
    if (page.entries.length === 0) return entries
    entries.push(...page.entries)
  }
}

const stored = async (url: string, plural: string) => {
  const answer = await fetch(`${url}/proton/net-l3vpn/v1.0/${plural}?fields=id`)
  const { [plural]: objects = [] } = (await answer.json()) as Record<string, { id: string }[]>
  return objects.map(({ id }) => id).sort()
}

test('a server killed under write load has lost nothing it answered, and has no row without its entry', async context => {
  const seed = Number(process.env['SERVER_CRASH_SEED'] ?? Date.now() % 1_000_000)
  context.diagnostic(`SERVER_CRASH_SEED=${seed}`)
  const folder = mkdtempSync(join(tmpdir(), 'baryon-crash-'))
  context.after(() => rmSync(folder, { recursive: true, force: true }))
  const acknowledged = new Set<string>()
  let [revision, random] = [0, seed]
  for (let round = 0; round < rounds; round++) {
    random = (random * 1_103_515_245 + 12_345) % 2 ** 31
    const server = await npmStart({ BARYON_DATA: folder, BARYON_LOG_LEVEL: 'warn' })
    const writing = writeUntilGone(server.url)
    await sleep(100 + (random % 400))
    await server.kill()
    const written = await writing
    for (const id of written.ids) acknowledged.add(id)
    revision = Math.max(revision, written.revision)
  }
  assert.ok(acknowledged.size > rounds, 'something was written')

  const server = await npmStart({ BARYON_DATA: folder, BARYON_LOG_LEVEL: 'warn' })
  context.after(() => server.interrupt())
  const entries = await journal(server.url)
  const ports = await stored(server.url, 'ports')
  assert.deepEqual(
    entries.map(entry => entry.revision),
    entries.map((_, index) => index + 1),
    'revisions have no gap',
  )
  assert.ok(entries.length >= revision, 'no acknowledged revision is lost')
  const kept = new Set(ports)
  assert.deepEqual(
    [...acknowledged].filter(id => !kept.has(id)),
    [],
    'no acknowledged port is lost',
  )
  const created = (kind: string) =>
    [
      ...new Set(entries.filter(entry => entry.service === 'net-l3vpn' && entry.kind === kind).map(({ id }) => id)),
    ].sort()
  assert.deepEqual(ports, created('Port'), 'every port has its entry, and every entry its port')
  assert.deepEqual(await stored(server.url, 'interfaces'), created('Interface'))
  assert.deepEqual(ports, created('Interface'), 'no port is without its default interface')
})
