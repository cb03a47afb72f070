import assert from 'node:assert/strict'
import { chmod, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { type Logger, Refusal, type Result } from '@baryon/kit'
import type { Caller } from '@baryon/model'
import { hashOf, readTokens } from './token-file.ts'
import { tokenAuthentication } from './tokens.ts'

let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baryon-tokens-'))
})
after(() => rm(folder, { recursive: true }))

/** A logger that keeps what was logged, and lets a test wait for a message. */
function listening() {
  const messages: string[] = []
  let wake = () => {}
  const log = (_fields: unknown, message: string) => {
    messages.push(message)
    wake()
  }
  const logger: Logger = { debug: log, info: log, warn: log, error: log }
  const heard = async (part: string) => {
    while (!messages.some(message => message.includes(part))) {
      const { promise, resolve } = Promise.withResolvers<void>()
      wake = resolve
      await promise
    }
    messages.length = 0
  }
  return { logger, heard, messages }
}

const user = (result: Result<Caller>) => (result.ok ? result.value.user : result.faults[0]?.code)

describe('readTokens()', () => {
  it('takes tokens and hashes, with project and roles', () => {
    const text = `tokens:
  - {token: one, user: alice, project: demo, roles: [member]}
  - {sha256: ${hashOf('two').toUpperCase()}, user: bob}`
    const read = readTokens(text, 'f')
    assert.ok(read.ok)
    assert.deepEqual(read.value.get(hashOf('one')), { user: 'alice', project: 'demo', roles: ['member'] })
    assert.deepEqual(read.value.get(hashOf('two')), { user: 'bob', roles: [] })
  })

  it('takes JSON', () => {
    assert.ok(readTokens('{"tokens": [{"token": "one", "user": "alice"}]}', 'f').ok)
  })

  it('names every fault at once, and never a token', () => {
    const text = `tokens:
  - {token: secret-1, user: a, role: [x]}
  - {token: secret-2, sha256: abc, user: 5}
  - {user: a, roles: admin}
  - text
  - {token: secret-3, user: a}
  - {token: secret-3, user: b}`
    const read = readTokens(text, 'f')
    assert.ok(!read.ok)
    assert.equal(read.faults.length, 8)
    assert.ok(!JSON.stringify(read).includes('secret'))
  })

  it('refuses what is no token file', () => {
    for (const text of ['', '[', 'tokens: 5', '[]', 'a: &a [*a]']) assert.ok(!readTokens(text, 'f').ok, text)
  })
})

describe('tokenAuthentication()', () => {
  it('authenticates by token and refuses others', async () => {
    const file = join(folder, 'a.yaml')
    await writeFile(file, 'tokens: [{token: one, user: alice}]', { mode: 0o600 })
    const { logger, messages } = listening()
    const auth = tokenAuthentication(file, logger)
    await auth.start()
    assert.equal(user(await auth.authenticate('one')), 'alice')
    assert.equal(user(await auth.authenticate('two')), 'auth.invalid')
    assert.equal(user(await auth.authenticate(undefined)), 'auth.required')
    assert.deepEqual(messages, [])
    await auth.stop()
  })

  it('does not start without a good file', async () => {
    const auth = tokenAuthentication(join(folder, 'absent.yaml'), listening().logger)
    await assert.rejects(auth.start(), Refusal)
  })

  it('warns when everybody can read the file', async () => {
    const file = join(folder, 'open.yaml')
    await writeFile(file, 'tokens: []')
    await chmod(file, 0o644)
    const { logger, messages } = listening()
    const auth = tokenAuthentication(file, logger)
    await auth.start()
    assert.match(messages[0] ?? '', /every user of this machine/)
    await auth.stop()
  })

  it('takes the new tokens when the file changes, and keeps the old ones while it is broken', async () => {
    const file = join(folder, 'b.yaml')
    await writeFile(file, 'tokens: [{token: one, user: alice}]', { mode: 0o600 })
    const { logger, heard } = listening()
    const auth = tokenAuthentication(file, logger, { every: 5 })
    await auth.start()

    await writeFile(file, 'tokens: [')
    await heard('broken')
    assert.equal(user(await auth.authenticate('one')), 'alice')
    assert.match(auth.check().detail ?? '', /from before/)

    await writeFile(`${file}.new`, 'tokens: [{token: two, user: bob}]', { mode: 0o600 })
    await rename(`${file}.new`, file)
    await heard('reloaded')
    assert.equal(user(await auth.authenticate('one')), 'auth.invalid')
    assert.equal(user(await auth.authenticate('two')), 'bob')
    const bob = { user: 'bob', roles: [] }
    assert.deepEqual([auth.stillGood('one', bob), auth.stillGood('two', bob)], [false, true])
    assert.equal(auth.stillGood('two', { ...bob, roles: ['admin'] }), false)
    assert.equal(auth.check().detail, undefined)
    await auth.stop()
  })
})
