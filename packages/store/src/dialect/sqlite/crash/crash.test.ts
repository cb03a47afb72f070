import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { systemClock } from '@baryon/kit'
import { openSqlite } from '@baryon/store'
import { shop } from '../../../../conformance/fixture.ts'
import { value } from '../../../../conformance/subject.ts'
import { audit } from './audit.ts'
import { random } from './random.ts'
import type { Told } from './writer.ts'

const rounds = Number(process.env['SOAK_ROUNDS'] ?? 25)
const seed = Number(process.env['SOAK_SEED'] ?? Date.now() % 1_000_000)

const writer = new URL('writer.ts', import.meta.url).pathname

/** Runs a writer until some time after its first answer, and kills it. @returns what it had told by then */
async function writeAndKill(path: string, run: number, wait: number): Promise<Told[]> {
  const child = spawn(process.execPath, [writer, path, `${seed + run}`, `${run}`], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let errors = ''
  const first = new Promise<void>(resolve => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text
      resolve()
    })
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  const closed = once(child, 'close')
  await Promise.race([first, closed])
  await Promise.race([sleep(wait), closed])
  child.kill('SIGKILL')
  await closed
  assert.equal(child.signalCode, 'SIGKILL', `the writer ended by itself:\n${errors}`)
  // What is behind the last line break was not told to its end.
  return output
    .slice(0, output.lastIndexOf('\n') + 1)
    .split('\n')
    .filter(Boolean)
    .flatMap(line => JSON.parse(line) as Told[])
}

/** One database that is written, killed and audited several times over. */
async function soak(first: number, count: number, next: () => number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'baryon-crash-'))
  const path = join(folder, 'store.db')
  try {
    for (let round = first; round < first + count; round++) {
      // Mostly early, where the database is opened and its log is recovered; sometimes late, behind a checkpoint.
      const told = await writeAndKill(path, round, next() ** 3 * 500)
      assert.ok(told.length > 0)
      const store = value(await openSqlite({ path, services: [shop], clock: systemClock }))
      try {
        await audit(store, told)
      } finally {
        await store.close()
      }
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}

test(`kill -9 under load loses nothing that was answered and leaves no row without its entry (${rounds} rounds, SOAK_SEED=${seed})`, async () => {
  const next = random(seed)
  const perDatabase = 5
  for (let round = 0; round < rounds; round += perDatabase)
    await soak(round, Math.min(perDatabase, rounds - round), next)
})
