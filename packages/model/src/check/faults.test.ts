/** One folder of `testdata/faults` a code: models with that fault, and in `expected.txt` everything the checker says about them. */
import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { assertGolden } from '../emit/testdata/golden.ts'
import { loadModels } from '../read/load.ts'
import { formatDiagnostic } from './diagnostic.ts'
import { fileErrors } from './errors.ts'

const folder = new URL('../../testdata/faults/', import.meta.url)
const fixtures = readdirSync(folder).sort()

/** Faults that no committed file can show. */
const made = ['file.too-large', 'folder.missing']

/** A fixture is one models root, or has several: `one` and `two`. */
function rootsOf(code: string): string[] {
  const path = new URL(code, folder).pathname
  const several = readdirSync(path).filter(name => name === 'one' || name === 'two')
  return several.length > 0 ? several.map(name => join(path, name)) : [path]
}

for (const code of fixtures) {
  test(`loadModels() reports ${code} as in its golden file`, async () => {
    const { diagnostics, services, ok } = await loadModels(rootsOf(code), { cwd: new URL(code, folder).pathname })
    const text = diagnostics.map(diagnostic => `${formatDiagnostic(diagnostic)}\n`).join('\n')
    assertGolden(new URL(`${code}/expected.txt`, folder), text)
    assert.ok(diagnostics.some(diagnostic => diagnostic.code === code))
    assert.equal(
      ok,
      diagnostics.every(diagnostic => diagnostic.severity === 'warning'),
    )
    assert.equal(services.length > 0, ok)
  })
}

test('every code of the table has a fixture', () => {
  assert.deepEqual([...fixtures, ...made].sort(), Object.keys(fileErrors.rows).sort())
})

test('loadModels() reports a file that is too large, and reads nothing of it', async context => {
  const root = await mkdtemp(join(tmpdir(), 'baryon-large-'))
  context.after(() => rm(root, { recursive: true }))
  await mkdir(join(root, 'things'))
  await writeFile(join(root, 'things', 'things.yaml'), `# ${'x'.repeat(1024 * 1024)}`)
  const { diagnostics } = await loadModels([root], { cwd: root })
  assert.deepEqual(
    diagnostics.map(({ code, file, line }) => ({ code, file, line })),
    [{ code: 'file.too-large', file: 'things/things.yaml', line: 1 }],
  )
})

test('loadModels() reports a models root that is not there', async () => {
  const { diagnostics, ok } = await loadModels(['no/such/folder'])
  assert.equal(ok, false)
  assert.deepEqual(
    diagnostics.map(({ code, file }) => ({ code, file })),
    [{ code: 'folder.missing', file: 'no/such/folder' }],
  )
})
