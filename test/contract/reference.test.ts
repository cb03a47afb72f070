/** The examples on the reference pages of the shipped services, run in a shell as they stand there, by curl and by the command line. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Json } from '@baryon/kit'
import { type Kind, loadModels, type Row, type Service } from '@baryon/model'
import { type RunningServer, startServer } from '@baryon/server'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'baryon-reference-'))
const { services: all } = await loadModels([join(root, 'services')])
/** Objects of a service with behaviours want more than an example knows: those of the dialect have tests of their own. */
const services = all.filter(({ dialect }) => dialect === undefined)
let server: RunningServer

before(async () => {
  server = await startServer({ listen: '127.0.0.1:0', data: join(folder, 'data'), folder })
  const command = join(folder, 'baryon')
  writeFileSync(command, `#!/bin/sh\nexec '${process.execPath}' '${join(root, 'bin/main.ts')}' "$@"\n`)
  chmodSync(command, 0o755)
})

after(async () => {
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

interface Example {
  readonly service: Service
  readonly kind: Kind
  /** The two commands: by curl, by the command line. */
  readonly commands: readonly [curl: string, baryon: string]
}

function examplesOf(service: Service): Example[] {
  const page = readFileSync(join(root, 'docs/reference/services', `${service.name}.md`), 'utf8')
  return service.kinds.map(kind => {
    const [, chapter = ''] = page.split(`\n## ${kind.name}\n`)
    const [, block = ''] = /### Example\n\n```sh\n([\s\S]*?)\n```/.exec(chapter) ?? []
    const [curl = '', baryon = ''] = block.split('\n\n')
    assert.ok(curl.startsWith('curl ') && baryon.startsWith('baryon '), `${kind.name}: ${block}`)
    return { service, kind, commands: [curl, baryon] }
  })
}

const keys = new Map<string, Json>()

/** The commands with keys of objects that are there; undefined while one is missing. */
function referring({ kind, commands }: Example): readonly string[] | undefined {
  const [, body = '{}'] = /-d '(.*)'$/m.exec(commands[0]) ?? []
  const given = JSON.parse(body) as Row
  let changed: readonly string[] = commands
  for (const { attribute, to } of kind.references) {
    const stands = given[attribute]
    if (stands === undefined) continue
    const key = keys.get(`${to.service}/${to.kind}`)
    if (key === undefined) return undefined
    changed = changed.map(command => command.replaceAll(String(stands), String(key)))
  }
  return changed
}

/** Runs a command against the server, which is in this process: so without blocking it. */
async function shell(command: string): Promise<string> {
  const { PATH = '' } = process.env
  const settings = { PATH: `${folder}${delimiter}${PATH}`, HOME: folder, BARYON_URL: server.url, BARYON_FORMAT: 'json' }
  const here = command.replaceAll('http://127.0.0.1:9696', server.url)
  try {
    return (await run('sh', ['-c', here], { env: { ...process.env, ...settings } })).stdout
  } catch (error) {
    assert.fail(`${command}\n${error}`)
  }
}

async function objects({ service, kind }: Example): Promise<readonly Row[]> {
  const answer = await fetch(`${server.url}/proton/${service.name}/v${service.version}/${kind.plural}`)
  return ((await answer.json()) as Readonly<Record<string, readonly Row[]>>)[kind.plural] ?? []
}

/** Runs both commands, of which each creates the same object; what the first one made is deleted between them. */
async function follow(example: Example, [curl = '', baryon = '']: readonly string[]) {
  const { service, kind } = example
  const before = (await objects(example)).length
  const made = JSON.parse(await shell(curl)) as Row
  assert.equal((await objects(example)).length, before + 1, curl)
  const id = kind.key.map(name => encodeURIComponent(String(made[name]))).join(',')
  const url = `${server.url}/proton/${service.name}/v${service.version}/${kind.plural}/${id}`
  assert.equal((await fetch(url, { method: 'DELETE' })).status, 204, url)
  await shell(baryon)
  const after = await objects(example)
  assert.equal(after.length, before + 1, baryon)
  keys.set(`${kind.service}/${kind.name}`, after.at(-1)?.[kind.key[0] ?? ''] ?? null)
}

test('every example of the reference pages works as it stands there', async () => {
  let left = services.flatMap(examplesOf)
  assert.ok(left.length >= 10)
  while (left.length > 0) {
    const waiting: Example[] = []
    for (const example of left) {
      const commands = referring(example)
      if (commands === undefined) waiting.push(example)
      else await follow(example, commands)
    }
    assert.ok(waiting.length < left.length, `nothing makes ${waiting.map(each => each.kind.name).join(', ')} possible`)
    left = waiting
  }
})
