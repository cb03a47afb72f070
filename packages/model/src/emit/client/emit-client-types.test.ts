import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Service } from '../../ir.ts'
import { exampleAnswer, exampleCreate, exampleInput, exampleUpdate } from '../example.ts'
import { action, attribute, kind, scalar } from '../testdata/build.ts'
import { fabric, fixtureServices } from '../testdata/fixture.ts'
import { assertGolden } from '../testdata/golden.ts'
import { emitClientTypes } from './emit-client-types.ts'
import { clientEmitter } from './emitter.ts'
import { typeNames } from './names.ts'

const compiler = fileURLToPath(import.meta.resolve('typescript7/package.json')).replace('package.json', 'bin/tsc')

/** Compiles the files under the strictest flags. @returns what the compiler said */
function compile(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'baryon-client-types-'))
  try {
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
    const strict = ['--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess', '--noUnusedLocals']
    const modules = [
      '--module',
      'nodenext',
      '--target',
      'es2024',
      '--allowImportingTsExtensions',
      '--verbatimModuleSyntax',
    ]
    const paths = Object.keys(files).map(name => join(folder, name))
    const { stdout, stderr } = spawnSync(process.execPath, [compiler, '--noEmit', ...strict, ...modules, ...paths], {
      encoding: 'utf8',
      cwd: folder,
    })
    return stdout + stderr
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const generated = Object.fromEntries(clientEmitter.emit(fixtureServices).map(({ path, text }) => [path, text]))

/** Declares a constant of each generated type, with the example of it. */
function uses(service: Service): string {
  const names = typeNames(service)
  const values = service.kinds.flatMap(each => [
    [names.of(each), exampleAnswer(each)],
    [names.of(each, 'Create'), exampleCreate(each)],
    [names.of(each, 'Update'), exampleUpdate(each)],
    [names.of(each, 'Patch'), exampleUpdate(each)],
    ...each.actions.map(one => [names.input(each, one), exampleInput(one)] as const),
  ])
  const lines = values.map(([type, value], at) => `export const value${at}: all.${type} = ${JSON.stringify(value)}`)
  return [`import type * as all from './${service.name}.ts'`, ...lines].join('\n')
}

test('clientEmitter writes the committed types', () => {
  for (const [path, text] of Object.entries(generated))
    assertGolden(new URL(`testdata/${path}.golden`, import.meta.url), text)
})

test('emitClientTypes() makes types that compile and fit the examples', () => {
  const files = Object.fromEntries(fixtureServices.map(each => [`use-${each.name}.ts`, uses(each)]))
  assert.equal(compile({ ...generated, ...files }), '')
})

test('emitClientTypes() makes types that refuse what the API refuses', () => {
  const wrong = [
    `import type { Services } from './index.ts'`,
    `type Port = Services['fabric']['Port']`,
    `export const missing: Port['create'] = { tenant_id: 't' }`,
    `export const unknown: Port['update'] = { colour: 'red' }`,
    `export const immutable: Port['update'] = { tenant_id: 't' }`,
    `export const readOnly: Port['create'] = { tenant_id: 't', mac_address: 'm', status: 'DOWN' }`,
    `export const notNull: Port['update'] = { admin_state_up: null }`,
    `export const input: Port['actions']['bind'] = { host_id: 'h' }`,
    `export const merged: Services['fabric']['Everything']['patch'] = { a_map: { a: null }, an_object: { port: 1 } }`,
    `export const hidden = (port: Port['object']) => port.secret`,
  ]
  const said = compile({ ...generated, 'wrong.ts': wrong.join('\n') })
  const lines = [...said.matchAll(/wrong\.ts\((\d+),/g)].map(([, line]) => Number(line))
  assert.deepEqual([...new Set(lines)], [3, 4, 5, 6, 7, 8, 10], said)
})

test('emitClientTypes() keeps apart what a model names alike, and survives its texts', () => {
  const id = attribute('id', scalar('uuid'), { required: true })
  const odd = attribute('router:external', scalar('boolean'), { description: 'ends */ here\nand goes on' })
  const named = (name: string) =>
    kind({
      service: 'fabric',
      name,
      noun: name,
      plural: `${name}s`,
      attributes: [id, odd],
      actions: [action('move-to')],
    })
  const service = { ...fabric, kinds: [named('Fabric'), named('Record'), named('A'), named('ACreate')] }
  assert.equal(compile({ 'odd.ts': emitClientTypes(service) }), '')
})
