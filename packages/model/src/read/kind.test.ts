import assert from 'node:assert/strict'
import { test } from 'node:test'
import { attributeIn, kindIn, loadFiles, loadObjects, serviceIn } from './testdata/models.ts'

test('every type is read with its facets', async context => {
  const loaded = await loadObjects(
    context,
    `  Thing:
    api: { name: thing }
    attributes:
      a: { type: string, minLength: 1, length: 9, pattern: "^a" }
      b: { type: number, min: 0.5, max: 1 }
      c: { type: cidr, version: 6 }
      d: { type: list, items: { type: list, items: { type: mac } }, minItems: 1, maxItems: 3, uniqueItems: true }
      e: { type: map, values: { type: boolean }, keyPattern: "^k", maxItems: 2 }
      f: { type: object, attributes: { g: { type: fqdn, required: true }, h: { type: json } } }
      i: { type: enum, values: [one, two], default: two }
      j: { type: integer, format: int32 }
`,
  )
  const kind = kindIn(loaded, 'Thing')
  const types = Object.fromEntries(kind.attributes.map(attribute => [attribute.name, attribute.type]))
  assert.deepEqual(types['a'], { name: 'string', minLength: 1, maxLength: 9, pattern: '^a' })
  assert.deepEqual(types['b'], { name: 'number', min: 0.5, max: 1 })
  assert.deepEqual(types['c'], { name: 'cidr', version: 6 })
  assert.deepEqual(types['d'], {
    name: 'list',
    items: { name: 'list', items: { name: 'mac' } },
    minItems: 1,
    maxItems: 3,
    uniqueItems: true,
  })
  assert.deepEqual(types['e'], { name: 'map', values: { name: 'boolean' }, maxItems: 2, keyPattern: '^k' })
  assert.equal(types['f']?.name === 'object' && types['f'].attributes.map(one => one.name).join(), 'g,h')
  assert.deepEqual(types['i'], { name: 'enum', values: ['one', 'two'] })
  assert.deepEqual(types['j'], { name: 'integer', min: -2147483648, max: 2147483647 })
})

test('an attribute can be null unless it is required, a key, or has a default', async context => {
  const loaded = await loadObjects(
    context,
    `  Thing:
    api: { name: thing }
    attributes:
      key: { type: string, primary: true }
      plain: { type: string }
      required: { type: string, required: true }
      default: { type: string, default: x }
      nothing: { type: string, default: null }
      both: { type: string, default: x, nullable: true }
      never: { type: string, nullable: false }
`,
  )
  const nullable = kindIn(loaded, 'Thing').attributes.filter(attribute => attribute.nullable)
  assert.deepEqual(
    nullable.map(attribute => attribute.name),
    ['plain', 'nothing', 'both'],
  )
})

test('an object without a key gets an id, and a key that is not made up has to be given', async context => {
  const loaded = await loadObjects(
    context,
    `  Thing: { api: { name: thing } }
  Named: { api: { name: named }, attributes: { name: { type: string, primary: true } } }
  Given: { api: { name: given }, attributes: { id: { type: uuid, primary: true, required: true } } }
`,
  )
  const [thing, named, given] = ['Thing', 'Named', 'Given'].map(name => kindIn(loaded, name))
  assert.deepEqual([thing?.key, thing?.generatedKey], [['id'], true])
  assert.deepEqual(
    [named?.key, named?.generatedKey, named && attributeIn(named, 'name').required],
    [['name'], false, true],
  )
  assert.deepEqual([given?.generatedKey, given && attributeIn(given, 'id').required], [false, true])
})

test('planes, flags, policies, unique and index of an attribute are read', async context => {
  const loaded = await loadObjects(
    context,
    `  Thing:
    api: { name: thing }
    attributes:
      project_id: { type: uuid, required: true }
      state: { type: string, status: true, readOnly: true }
      secret: { type: string, writeOnly: true, sensitive: true, deprecated: use state }
      label: { type: string, computed: "this.state == null ? '' : this.state", index: true }
      serial: { type: string, unique: true, immutable: true, policies: { read: role:admin, write: "!" } }
      slot: { type: integer, unique: project }
    unique: [{ attributes: [serial, slot], scope: project }]
    index: [{ attributes: [slot, state] }]
`,
  )
  const thing = kindIn(loaded, 'Thing')
  assert.equal(attributeIn(thing, 'state').plane, 'status')
  assert.equal(attributeIn(thing, 'secret').plane, 'intent')
  assert.equal(attributeIn(thing, 'secret').deprecated, 'use state')
  assert.equal(attributeIn(thing, 'label').readOnly, true)
  assert.deepEqual(attributeIn(thing, 'serial').policies.write?.expression, { always: false })
  assert.deepEqual(
    thing.uniques.map(unique => unique.attributes),
    [['serial'], ['project_id', 'slot'], ['project_id', 'serial', 'slot']],
  )
  assert.deepEqual(
    thing.indexes.map(index => index.attributes),
    [['label'], ['slot', 'state']],
  )
})

test('references lead to other services, hang below parents at any depth, and may stand in lists', async context => {
  const loaded = await loadFiles(context, {
    'sites/sites.yaml': `file_version: "2.0"
info: { name: sites, version: "1.0" }
objects:
  Site: { api: { name: site }, attributes: { code: { type: string, maxLength: 4, primary: true } } }
  Floor: { api: { name: floor, parent: Site }, attributes: { site: { type: Site, required: true } } }
  Desk: { api: { name: desk, parent: Floor }, attributes: { floor: { type: Floor, required: true } } }
`,
    'things/things.yaml': `file_version: "2.0"
info: { name: things, version: "1.0" }
objects:
  Thing:
    api: { name: thing }
    attributes:
      home: { type: reference, to: sites/Site, onDelete: cascade }
      desks: { type: list, items: { type: reference, to: sites/Desk, onDelete: "null" } }
`,
  })
  const thing = kindIn(loaded, 'Thing')
  assert.deepEqual(thing.references, [
    { attribute: 'home', many: false, to: { service: 'sites', kind: 'Site' }, onDelete: 'cascade' },
    { attribute: 'desks', many: true, to: { service: 'sites', kind: 'Desk' }, onDelete: 'null' },
  ])
  const { type } = attributeIn(thing, 'home')
  assert.deepEqual(type.name === 'reference' && type.key, { name: 'string', maxLength: 4 })
  assert.deepEqual(kindIn(loaded, 'Desk', 'sites').parent, { kind: 'Floor', attribute: 'floor' })
  assert.equal(attributeIn(kindIn(loaded, 'Desk', 'sites'), 'floor').immutable, true)
})

test('actions, companions, binding and named policy rules are read', async context => {
  const loaded = await loadObjects(
    context,
    `  Thing:
    api: { name: thing }
    attributes:
      host: { type: string }
      device: { type: string }
      kind: { type: string }
      details: { type: string }
    binding: { host: host, device: device, vif_type: kind, vif_details: details }
    creates: [{ object: Other, values: { thing: this.id } }]
    actions:
      move:
        description: Moves it
        input: { host: { type: string, required: true } }
        requires: [{ expression: this.host != input.host, message: It is there already, attribute: host }]
        set: { host: input.host, kind: "null" }
        policy: rule:movers
      stay: {}
  Other: { api: { name: other }, attributes: { thing: { type: Thing, required: true } } }
policy_rules: { movers: role:mover }
`,
  )
  const thing = kindIn(loaded, 'Thing')
  assert.deepEqual(thing.binding, { host: 'host', device: 'device', vifType: 'kind', vifDetails: 'details' })
  assert.deepEqual(thing.companions, [{ kind: 'Other', values: { thing: 'this.id' } }])
  const [move] = thing.actions
  assert.deepEqual(move?.set, { host: 'input.host', kind: 'null' })
  assert.deepEqual(move?.requires, [
    { expression: 'this.host != input.host', message: 'It is there already', attribute: 'host' },
  ])
  assert.deepEqual(thing.policies['action:move']?.expression, { role: 'mover' })
  assert.equal(thing.policies['action:stay']?.source, thing.policies['update']?.source)
})

test('the attributes of a mixin belong to the extension that is about it', async context => {
  const loaded = await loadFiles(context, {
    'things/things.yaml': `file_version: "2.0"
info: { name: things, version: "1.0" }
extensions:
  labels: { title: Labels, mixin: tags, updated: "2017-01-01T00:00:00-00:00" }
objects:
  Thing: { api: { name: thing }, mixins: [tags, description] }
`,
  })
  const thing = kindIn(loaded, 'Thing')
  assert.equal(attributeIn(thing, 'tags').extension, 'labels')
  assert.equal(attributeIn(thing, 'description').extension, undefined)
})

test('a dialect, extensions, element indexes and behaviours are read', async context => {
  const loaded = await loadFiles(context, {
    'things/a.yaml': `file_version: "2.0"
info: { name: things, version: "1.0" }
dialect: { name: openstack, path: /v2.0 }
policy_rules: { shared: "'*':%(shared_with)s" }
extensions:
  router: { title: Routers, updated: "2012-07-20T10:00:00-00:00" }
objects:
  Router:
    api: { name: router, path: some/routers, bare: true, extension: router, verbs: [delete, list, get] }
    attributes:
      project_id: { type: string, required: true }
      shared_with: { type: list, items: { type: string }, default: [], internal: true }
      shared: { type: boolean, derived: true, policies: { create: "role:admin", update: "!" } }
      gateway: { type: object, attributes: { snat: { type: boolean, policies: { write: "role:admin" } } } }
      "ha:state": { type: string, filter: false, extension: router }
    elements:
      - { name: shared, list: shared_with }
    policies: { get: "rule:shared" }
    actions:
      plug: { method: PUT, behaviour: true, extension: router, input: { port: { type: uuid } } }
      check: {}
`,
    'things/b.yaml': `file_version: "2.0"
extensions:
  mtu: { title: MTU, description: Sizes, updated: "2015-03-25T10:00:00-00:00" }
objects:
  Usage:
    api: { name: usage, virtual: true, parent: Router, parent_key: router_id, verbs: [create, list, get, update, delete] }
    attributes:
      router_id: { type: Router, required: true }
`,
  })
  const service = serviceIn(loaded)
  assert.deepEqual(service.dialect, { name: 'openstack', path: '/v2.0' })
  assert.deepEqual(service.rules, { shared: "'*':%(shared_with)s" })
  assert.deepEqual(service.extensions, [
    { alias: 'router', title: 'Routers', description: '', updated: '2012-07-20T10:00:00-00:00' },
    { alias: 'mtu', title: 'MTU', description: 'Sizes', updated: '2015-03-25T10:00:00-00:00' },
  ])
  const router = kindIn(loaded, 'Router')
  const { path, bare, extension, verbs, elements, virtual } = router
  assert.deepEqual(
    { path, bare, extension, verbs, elements, virtual },
    {
      path: 'some/routers',
      bare: true,
      extension: 'router',
      verbs: ['list', 'get', 'delete'],
      elements: [{ name: 'shared', list: 'shared_with', attributes: [], unique: false }],
      virtual: undefined,
    },
  )
  assert.equal(attributeIn(router, 'shared_with').internal, true)
  assert.equal(attributeIn(router, 'ha:state').unfiltered, true)
  const shared = attributeIn(router, 'shared')
  assert.equal(shared.derived, true)
  assert.deepEqual(Object.keys(shared.policies), ['create', 'update'])
  const gateway = attributeIn(router, 'gateway').type
  assert.ok(gateway.name === 'object')
  assert.deepEqual(gateway.attributes[0]?.policies.write?.expression, { role: 'admin' })
  assert.deepEqual(router.policies['get']?.expression, { constant: '*', target: 'shared_with', many: true })
  const [plug, check] = router.actions
  assert.deepEqual([plug?.method, plug?.behaviour, plug?.extension], ['PUT', true, 'router'])
  assert.deepEqual([check?.method, check?.behaviour], [undefined, undefined])
  const usage = kindIn(loaded, 'Usage')
  assert.deepEqual(usage.parent, { kind: 'Router', attribute: 'router_id' })
  assert.deepEqual([usage.virtual, usage.verbs, usage.references], [true, undefined, []])
})
