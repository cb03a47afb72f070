import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { cp, mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { loadModels } from './load.ts'
import { kindIn, loadFiles, writeFiles } from './testdata/models.ts'

const shipped = new URL('../../../../services', import.meta.url).pathname

const base = (attribute: string) => `file_version: "2.0"
objects:
  Base: { attributes: { ${attribute} } }
`
const service = (imports: string) => `file_version: "2.0"
imports: ${imports}
info: { name: things, version: "1.0" }
objects:
  Thing: { extends: Base, api: { name: thing } }
`

describe('imports', () => {
  test('are looked up below the root of the service first, then below the others', async context => {
    const files = { 'base/base.yaml': base('here: { type: string }'), 'things/things.yaml': service('base/base.yaml') }
    const near = await writeFiles(context, files)
    const far = await writeFiles(context, { 'base/base.yaml': base('there: { type: string }') })
    const own = await loadModels([far, near])
    assert.equal(
      kindIn(own, 'Thing').attributes.some(attribute => attribute.name === 'here'),
      true,
    )
    await rename(join(near, 'base'), join(near, '.base'))
    const other = await loadModels([near, far])
    assert.equal(
      kindIn(other, 'Thing').attributes.some(attribute => attribute.name === 'there'),
      true,
    )
  })

  test('come from beside the file, from installed packages, and through other files', async context => {
    const loaded = await loadFiles(context, {
      'node_modules/@acme/models/base.yaml': base('packaged: { type: string }'),
      'things/parts/more.yaml': 'file_version: "2.0"\nimports: "npm:@acme/models/base.yaml"\n',
      'things/things.yaml': service('[./parts/more.yaml]'),
    })
    assert.deepEqual(loaded.diagnostics, [])
    assert.deepEqual(
      kindIn(loaded, 'Thing').attributes.map(attribute => attribute.name),
      ['id', 'packaged'],
    )
  })

  test('that go in a circle come to an end', async context => {
    const loaded = await loadFiles(context, {
      'a/a.yaml':
        'file_version: "2.0"\nimports: ../b/b.yaml\ninfo: { name: a, version: "1.0" }\nobjects: { A: { extends: Base, api: { name: a } } }\n',
      'b/b.yaml':
        'file_version: "2.0"\nimports: ../a/a.yaml\ninfo: { name: b, version: "1.0" }\nobjects: { Base: {}, B: { api: { name: b } } }\n',
    })
    assert.deepEqual(loaded.diagnostics, [])
  })

  test('from the library can be used without loading its services', async context => {
    const root = await writeFiles(context, {
      'things/things.yaml': `${service('base/base.yaml').replace('extends: Base', 'extends: BaseObject')}  Other:
    api: { name: other }
    attributes: { port: { type: reference, to: net-l3vpn/Port } }
`,
    })
    const loaded = await loadModels([root], { library: [shipped] })
    assert.deepEqual(loaded.diagnostics, [])
    assert.deepEqual(
      loaded.services.map(each => each.name),
      ['things'],
    )
  })
})

describe('loadModels()', () => {
  test('takes a folder with model files as one service', async context => {
    const root = await writeFiles(context, { 'things/things.yaml': service('[]').replace('extends: Base, ', '') })
    const loaded = await loadModels([join(root, 'things')])
    assert.deepEqual(
      loaded.services.map(each => each.name),
      ['things'],
    )
  })

  test('leaves hidden folders, node_modules and other files alone', async context => {
    const text = service('[]').replace('extends: Base, ', '')
    const loaded = await loadFiles(context, {
      'things/things.yaml': text,
      'things/README.md': '# Things',
      'things/.draft.yaml': 'nonsense: [',
      '.git/x.yaml': 'nonsense: [',
      'node_modules/y.yaml': 'nonsense: [',
      'loose.txt': 'nonsense: [',
    })
    assert.deepEqual(loaded.diagnostics, [])
    assert.equal(loaded.services.length, 1)
  })

  test('gives the same answer every time', async () => {
    const [one, other] = await Promise.all([loadModels([shipped]), loadModels([shipped])])
    assert.deepEqual(one, other)
  })

  test('answers plain JSON', async () => {
    const { services } = await loadModels([shipped])
    assert.deepEqual(JSON.parse(JSON.stringify(services)), services)
  })

  test('serves nothing when there is an error in one of the services', async context => {
    const root = await writeFiles(context, { 'bad/bad.yaml': 'file_version: "2.0"\ninfo: {\n' })
    await cp(shipped, join(root), { recursive: true })
    const { ok, services, diagnostics } = await loadModels([root])
    assert.equal(ok, false)
    assert.deepEqual(services, [])
    assert.ok(diagnostics.every(diagnostic => diagnostic.code === 'yaml.syntax'))
  })

  test('finds the faults of all services, files and objects at once', async context => {
    const loaded = await loadFiles(context, {
      'a/a.yaml':
        'file_version: "2.0"\ninfo: { name: a, version: "1.0" }\nobjects: { A: { api: { name: a }, attributes: { x: { type: strin }, y: { type: uuidd } } } }\n',
      'b/b.yaml': 'file_version: "2.0"\ninfo: { name: b, version: "1.0" }\nobjects: { B: { api: { nam: b } } }\n',
    })
    const found = loaded.diagnostics.map(({ file, code }) => `${file} ${code}`)
    assert.deepEqual(found, [
      'a/a.yaml type.unknown',
      'a/a.yaml type.unknown',
      'b/b.yaml schema.missing',
      'b/b.yaml schema.unknown',
    ])
  })

  test('does not call missing what a broken file may have', async context => {
    const loaded = await loadFiles(context, {
      'things/a.yaml': 'file_version: "2.0"\nobjects: [\n',
      'things/b.yaml': service('[]'),
    })
    assert.deepEqual(
      [...new Set(loaded.diagnostics.map(({ file, code }) => `${file} ${code}`))],
      ['things/a.yaml yaml.syntax'],
    )
  })
})

describe('files that nobody would write', () => {
  const model = readFileSync(join(shipped, 'net-l3vpn/net-l3vpn.yaml'), 'utf8')
  const lines = model.split('\n')

  /** The model with some lines dropped, repeated, cut or moved in. */
  const broken = fc
    .array(
      fc.record({
        line: fc.nat({ max: lines.length - 1 }),
        edit: fc.constantFrom('drop', 'repeat', 'cut', 'indent', 'junk'),
        junk: fc.oneof(
          fc.string(),
          fc.constantFrom('{', '[', '*x', '&x', '? ', ': ', '<<: {}', '!!js/function x', '|', '0x1F', '\t'),
        ),
      }),
      { minLength: 1, maxLength: 8 },
    )
    .map(edits => {
      const text = [...lines]
      for (const { line, edit, junk } of edits) {
        const old = text[line] ?? ''
        if (edit === 'drop') text[line] = ''
        else if (edit === 'repeat') text[line] = `${old}\n${old}`
        else if (edit === 'cut') text[line] = old.slice(0, old.length / 2)
        else text[line] = edit === 'indent' ? `  ${old}` : `${old} ${junk}`
      }
      return text.join('\n')
    })

  test('that nest without end are refused', async context => {
    const loaded = await loadFiles(context, {
      'things/things.yaml': `file_version: "2.0"\nobjects: ${'['.repeat(50_000)}\n`,
    })
    assert.ok(loaded.diagnostics.some(diagnostic => diagnostic.code === 'yaml.too-large'))
  })

  test('are loaded or refused with their places, and never throw', async context => {
    const root = await writeFiles(context, {})
    await mkdir(join(root, 'net-l3vpn'))
    await fc.assert(
      fc.asyncProperty(broken, async text => {
        await writeFile(join(root, 'net-l3vpn/net-l3vpn.yaml'), text)
        const { ok, diagnostics, services } = await loadModels([root], { cwd: root, library: [shipped] })
        assert.equal(ok, services.length === 1)
        assert.equal(
          ok,
          diagnostics.every(diagnostic => diagnostic.severity === 'warning'),
        )
        for (const { line, column, message, hint } of diagnostics) {
          assert.ok(line >= 1 && line <= text.split('\n').length + 1 && column >= 1)
          assert.doesNotMatch(message + hint, /\{\w+\}|undefined|\[object/)
        }
      }),
      { numRuns: 150 },
    )
  })
})
