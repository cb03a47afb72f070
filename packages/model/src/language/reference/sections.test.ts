import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { parse } from 'yaml'
import { formatDiagnostic } from '../../check/diagnostic.ts'
import { loadModels } from '../../read/load.ts'
import { sections } from './sections.ts'

const shipped = new URL('../../../../../services', import.meta.url).pathname

for (const { title, example } of sections) {
  if (example === undefined) continue
  test(`the example of "${title}" in the reference of the language has no fault`, async context => {
    const root = await mkdtemp(join(tmpdir(), 'baryon-reference-'))
    context.after(() => rm(root, { recursive: true }))
    const { name } = parse(example).info as { name: string }
    await mkdir(join(root, name))
    await writeFile(join(root, name, 'model.yaml'), example)
    const loaded = await loadModels([root, shipped])
    assert.deepEqual(
      loaded.diagnostics.map(each => formatDiagnostic(each)),
      [],
    )
    assert.ok(loaded.services.some(service => service.name === name))
  })
}
