import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { test } from 'node:test'
import { promisify } from 'node:util'
import type { Figure } from '../../bench/report.ts'

const root = new URL('../..', import.meta.url).pathname

// Whether the goals are met is for a quiet machine to say; here only whether every scenario still measures something.
test('the bench measures every figure of its scenarios', async () => {
  const arguments_ = ['--disable-warning=ExperimentalWarning', 'bench/run.ts', '--quick']
  const { stdout } = await promisify(execFile)(process.execPath, arguments_, { cwd: root })
  const [, file = ''] = /Written to (.*)/.exec(stdout) ?? []
  const { figures } = JSON.parse(readFileSync(file, 'utf8')) as { figures: readonly Figure[] }
  rmSync(file)
  const names = figures.map(figure => figure.name)
  for (const name of [
    'create, durable, 32 clients',
    'GET of one object',
    'list of 1,000',
    'last page of',
    'start with',
    'watchers',
  ])
    assert.ok(
      names.some(each => each.includes(name)),
      `${name} is missing among ${names.join('; ')}`,
    )
  for (const { name, baryon, floor, ratio } of figures)
    assert.ok(
      [baryon, floor, ratio].every(value => Number.isFinite(value) && value > 0),
      `${name}: ${baryon}, ${floor}`,
    )
  for (const { name } of figures) assert.ok(stdout.includes(name))
})
