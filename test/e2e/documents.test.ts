import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { addressesIn, follow, stepsOf } from './document.ts'
import { databaseAddress, startDatabases } from './original-databases.ts'
import { copyProject, freePort, projectRoot } from './project-copy.ts'

for (const name of ['README.md', ...globSync('docs/guides/*.md', { cwd: projectRoot }).sort(), 'docs/performance.md']) {
  test(`${name} can be followed word by word`, async context => {
    const copy = copyProject()
    context.after(() => copy.remove())
    const file = join(copy.folder, name)
    const free = async (usual: string) => [usual, `127.0.0.1:${await freePort()}`] as const
    const named = addressesIn(readFileSync(file, 'utf8'))
    const addresses = new Map<string, string>(await Promise.all([...named].map(free)))
    if (named.has(databaseAddress)) addresses.set(databaseAddress, await startDatabases(context))
    const { status, output, all, steps } = await follow(file, copy.folder, addresses)
    assert.equal(status, 0, all)
    steps.forEach((step, index) => {
      if (step.kind !== 'run') return
      for (const text of step.expected)
        assert.ok(output.get(index)?.includes(text), `"${text}" is missing in:\n${output.get(index)}`)
    })
  })
}

test('stepsOf() refuses a block that is left out without a reason', () => {
  assert.throws(() => stepsOf('<!-- run: no -->\n```sh\nreboot\n```\n'), /give a reason/)
})
