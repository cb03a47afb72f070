/** What is wrong because of something else that is wrong is not told again; what is unknown is told with what there is. */
import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { loadModels } from '../read/load.ts'

async function diagnosticsOf(model: string, context: TestContext) {
  const root = await mkdtemp(join(tmpdir(), 'baryon-check-'))
  context.after(() => rm(root, { recursive: true }))
  await mkdir(join(root, 'things'))
  await writeFile(
    join(root, 'things', 'things.yaml'),
    `file_version: "2.0"\ninfo: { name: things, version: "1.0" }\nobjects:\n${model}`,
  )
  const { diagnostics } = await loadModels([root], { cwd: root })
  return diagnostics
}

test('an attribute that could not be read is told once, not wherever its name is used', async context => {
  const diagnostics = await diagnosticsOf(
    `  A:
    api: { name: a }
    attributes:
      broken: { type: strng }
      sum: { type: string, computed: this.broken }
    unique: [{ attributes: [broken] }]
    rules: [{ expression: this.broken == null || old.broken == null, message: no, attribute: broken }]
    actions:
      run:
        input: { given: { type: strng } }
        requires: [{ expression: input.given == 1, message: no, attribute: given }]
        set: { broken: "'x'" }
`,
    context,
  )
  assert.deepEqual(
    diagnostics.map(({ code, line }) => [code, line]),
    [
      ['type.unknown', 7],
      ['type.unknown', 13],
    ],
  )
})

test('a name that a variable does not have is told with what that variable has', async context => {
  const diagnostics = await diagnosticsOf(
    `  A:
    api: { name: a }
    attributes: { size: { type: integer } }
    actions:
      grow:
        input: { step: { type: integer } }
        set: { size: input.zzzzz }
      stay:
        set: { size: input.zzzzz }
      move:
        set: { size: this.zzzzz }
`,
    context,
  )
  assert.deepEqual(
    diagnostics.map(({ hint }) => hint),
    ['There is "input.step"', '"input" has no attributes', 'There is "this.id", "this.size"'],
  )
})

test('a value of the wrong type is told with its right spelling', async context => {
  const diagnostics = await diagnosticsOf(
    `  A:
    api: { name: a }
    attributes:
      b: { type: enum, values: [1, x] }
      c: { type: integer, min: "3" }
      d: { type: list, items: string }
      e: boolean
      f: { type: cidr, version: 5 }
`,
    context,
  )
  const hints = new Map(
    diagnostics.filter(({ code }) => code.startsWith('schema.')).map(({ line, hint }) => [line, hint]),
  )
  assert.match(hints.get(7) ?? '', /in quotes.*: "1"$/)
  assert.equal(hints.get(8), 'Write it without quotes: 3')
  assert.equal(hints.get(9), 'Write it as `{ type: string }`')
  assert.equal(hints.get(10), 'Write it as `{ type: boolean }`')
  assert.doesNotMatch(hints.get(11) ?? '', /Did you mean/)
})
