import assert from 'node:assert/strict'
import test from 'node:test'
import { action, attribute, kind, scalar } from '../testdata/build.ts'
import { fabric, fixtureServices, peering } from '../testdata/fixture.ts'
import { assertGolden } from '../testdata/golden.ts'
import { emitDocs } from './emit-docs.ts'
import { docsEmitter } from './emitter.ts'

test('docsEmitter writes the committed references', () => {
  for (const { path, text } of docsEmitter.emit(fixtureServices))
    assertGolden(new URL(`testdata/${path}.golden`, import.meta.url), text)
})

test('emitDocs() names every kind, attribute, action, URL and policy', () => {
  for (const service of fixtureServices) {
    const text = emitDocs(service)
    for (const each of service.kinds) {
      assert.match(text, new RegExp(`^## ${each.name}$`, 'm'))
      for (const { name } of each.attributes) assert.match(text, new RegExp(`^\\| \`${name}\` \\|`, 'm'))
      for (const { name } of each.actions) assert.match(text, new RegExp(`^### ${name}$`, 'm'))
      for (const verb of Object.keys(each.policies)) assert.ok(text.includes(`| \`${verb}\` |`), verb)
    }
  }
})

test('emitDocs() links a reference to its target, in another document when it is of another service', () => {
  assert.match(emitDocs(fabric), /^\| `port_id` \| key of a \[Port\]\(#port\), deleted together with it/m)
  assert.match(
    emitDocs(peering),
    /^\| `home_port` \| key of a \[fabric\/Port\]\(fabric\.md#port\), which cannot be deleted/m,
  )
})

test('emitDocs() shows the URLs of a nested kind at every depth', () => {
  assert.ok(emitDocs(fabric).includes('`/proton/fabric/v1.0/ports/{port}/interfaces/{interface}/addresses/{address}`'))
})

test('emitDocs() shows the attributes of a nested object', () => {
  assert.match(emitDocs(fabric), /^\| `an_object.port` \| a whole number from 1 to 65535 \|\s+\| required \|/m)
})

test('emitDocs() lets no text of a model break a table or become markup', () => {
  const hostile = attribute('odd', scalar('enum', { values: ['a|b', '<b>'] }), {
    description: 'one | two\n\n# three <script>',
    computed: 'a || `b`',
  })
  const odd = kind({ service: 'fabric', name: 'Odd', noun: 'odd', plural: 'odds', key: ['odd'], attributes: [hostile] })
  const [row = ''] = emitDocs({ ...fabric, kinds: [odd] }).match(/^\| `odd` \|.*$/m) ?? []
  assert.equal(row.replaceAll('\\|', '').split('|').length, 7)
  assert.doesNotMatch(row, /(?<!\\)<(script|b)/)
})

test('emitDocs() quotes the values of example commands for a shell', () => {
  const value = attribute('odd', scalar('enum', { values: [`it's $HOME`] }), { required: true })
  const odd = kind({ service: 'fabric', name: 'Odd', noun: 'odd', plural: 'odds', key: ['odd'], attributes: [value] })
  const text = emitDocs({ ...fabric, kinds: [odd] })
  assert.ok(text.includes(`--odd 'it'\\''s $HOME'`), text)
})

test('emitDocs() lists the extensions with what belongs to each, and what is served where', () => {
  const plug = kind({
    service: 'fabric',
    name: 'Plug',
    noun: 'plug',
    plural: 'plugs',
    verbs: ['list', 'get'],
    extension: 'plugs',
    attributes: [
      attribute('id', scalar('uuid')),
      attribute('binding:host', scalar('string'), { extension: 'binding' }),
      attribute('kept', scalar('string'), { internal: true }),
      attribute('where', {
        name: 'object',
        attributes: [attribute('rack', scalar('string'), { extension: 'binding' })],
      }),
    ],
    actions: [action('move', { method: 'PUT', behaviour: true, extension: 'binding' })],
  })
  const extension = (alias: string) => ({
    alias,
    title: `The ${alias}`,
    description: '',
    updated: '2014-02-03T10:00:00Z',
  })
  const text = emitDocs({
    ...fabric,
    kinds: [plug],
    dialect: { name: 'openstack', path: '/v2.0' },
    extensions: ['plugs', 'sorting', 'binding'].map(extension),
  })
  const rows = text.split('\n').filter(line => /^\| `(plugs|sorting|binding)` \|/.test(line))
  assert.deepEqual(rows, [
    '| `binding` | The binding |  | [Plug](#plug): `binding:host`, `where.rack`, `move` |',
    '| `plugs` | The plugs |  | [Plug](#plug) |',
    '| `sorting` | The sorting |  | how requests are answered |',
  ])
  assert.match(text, /OpenStack Networking below `\/v2\.0`/)
  assert.match(text, /`PUT \/proton\/fabric\/v1\.0\/plugs\/\{plug\}\/move`/)
  assert.ok(text.includes('`baryon fabric plug list\\|show\\|move`'))
  assert.doesNotMatch(text, /`kept`|`POST`|curl/)
})
