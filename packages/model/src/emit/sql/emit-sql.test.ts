import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import test from 'node:test'
import type { Kind, Service } from '../../ir.ts'
import { attribute, kind, refer, scalar } from '../testdata/build.ts'
import { fabric, fixtureServices, peering } from '../testdata/fixture.ts'
import { assertGolden } from '../testdata/golden.ts'
import { elementIndexes, elementTable } from './elements.ts'
import { emitSql, tableStatements } from './emit-sql.ts'
import { sqlEmitter } from './emitter.ts'

function create(services: readonly Service[]) {
  const database = new DatabaseSync(':memory:')
  for (const statement of emitSql(services, 'sqlite')) database.exec(statement)
  return database
}

const names = (database: DatabaseSync, query: string) =>
  database
    .prepare(query)
    .all()
    .map(row => String(row['name']))

const withKinds = (...kinds: readonly Kind[]): Service => ({ ...fabric, kinds })

const id = attribute('id', scalar('uuid'), { required: true })

const insertPort = (database: DatabaseSync, port: string, mac: string | null) =>
  database
    .prepare(
      'insert into fabric_ports (id, tenant_id, mac_address, _revision, _intent, _created, _updated) values (?, ?, ?, 1, 1, 1, 1)',
    )
    .run(port, 't', mac)

test('sqlEmitter writes the committed statements', () => {
  for (const { path, text } of sqlEmitter.emit(fixtureServices))
    assertGolden(new URL(`testdata/${path}.golden`, import.meta.url), text)
})

test('emitSql() makes a database with a column for each attribute that is no stamp', () => {
  using database = create(fixtureServices)
  for (const { table, attributes } of fixtureServices.flatMap(service => service.kinds)) {
    const columns = names(database, `select name from pragma_table_info('${table}')`)
    const wanted = attributes.filter(each => each.stamp === undefined).map(each => each.name)
    assert.deepEqual(columns, [...wanted, '_revision', '_intent', '_status', '_created', '_updated'])
  }
})

test('emitSql() makes strict tables', () => {
  using database = create(fixtureServices)
  const loose = names(
    database,
    `select name from pragma_table_list where schema = 'main' and not strict and name not like 'sqlite%'`,
  )
  assert.deepEqual(loose, [])
})

test('emitSql() gives no index twice and none that the primary key or another index begins with', () => {
  using database = create(fixtureServices)
  assert.deepEqual(
    names(database, `select name from pragma_index_list('fabric_interfaces') where origin = 'c' order by name`),
    ['fabric_interfaces__segment__unique', 'fabric_interfaces__tenant_id__owner'],
    'the unique constraint serves as the index of port_id',
  )
  assert.ok(
    names(database, `select name from pragma_index_list('fabric_addresses')`).includes(
      'fabric_addresses__interface_id__reference',
    ),
  )
})

test('emitSql() makes no index of the owner where the model declares the same one', () => {
  const attributes = [id, attribute('project', scalar('string'))]
  const owned = kind({
    service: 'fabric',
    name: 'Owned',
    noun: 'owned',
    plural: 'owneds',
    owner: 'project',
    attributes,
  })
  const made = (indexes: Kind['indexes']) => {
    using database = create([withKinds({ ...owned, indexes })])
    return names(database, `select name from pragma_index_list('fabric_owneds') where origin = 'c'`)
  }
  assert.deepEqual(made([]), ['fabric_owneds__project__owner'])
  assert.deepEqual(made([{ name: 'project', attributes: ['project'] }]), ['fabric_owneds__project__index'])
})

test('emitSql() makes unique indexes that do not compare nulls', () => {
  using database = create([
    withKinds({
      ...fabric.kinds[0]!,
      attributes: fabric.kinds[0]!.attributes.map(each => ({ ...each, required: false })),
    }),
  ])
  insertPort(database, 'a', 'm1')
  insertPort(database, 'b', 'm2')
  assert.throws(
    () => insertPort(database, 'c', 'm1'),
    /UNIQUE constraint failed: fabric_ports.tenant_id, fabric_ports.mac_address/,
  )
  insertPort(database, 'd', null)
  insertPort(database, 'e', null)
})

test('emitSql() makes foreign keys that refuse a dangling reference and the deletion of a target', () => {
  using database = create(fixtureServices)
  const insertAddress = database.prepare(
    'insert into fabric_addresses (id, interface_id, ip, _revision, _intent, _created, _updated) values (?, ?, ?, 1, 1, 1, 1)',
  )
  insertPort(database, 'p', 'm')
  database.exec(
    `insert into fabric_interfaces (id, tenant_id, port_id, _revision, _intent, _created, _updated) values ('i', 't', 'p', 1, 1, 1, 1)`,
  )
  insertAddress.run('a', 'i', '::1')
  assert.throws(() => insertAddress.run('b', 'unknown', '::1'), /FOREIGN KEY constraint failed/)
  assert.throws(() => database.exec(`delete from fabric_ports where id = 'p'`), /FOREIGN KEY constraint failed/)
})

test('emitSql() accepts references in a circle and in any order of services', () => {
  const left = kind({
    service: 'fabric',
    name: 'Left',
    noun: 'left',
    plural: 'lefts',
    attributes: [id, attribute('to', refer('fabric/Right'))],
  })
  const right = kind({
    service: 'fabric',
    name: 'Right',
    noun: 'right',
    plural: 'rights',
    attributes: [id, attribute('to', refer('fabric/Left'))],
  })
  using database = create([peering, withKinds(left, right, ...fabric.kinds)])
  assert.equal(
    names(database, `select "table" as name from pragma_foreign_key_list('fabric_lefts')`)[0],
    'fabric_rights',
  )
})

const planOf = (database: DatabaseSync, query: string, ...values: readonly string[]) =>
  database
    .prepare(`explain query plan ${query}`)
    .all(...values)
    .map(step => String(step['detail']))
    .join('\n')

test('emitSql() keeps who holds a key of a list of references in the order of the keys', () => {
  using database = create(fixtureServices)
  const [session] = peering.kinds
  assert.deepEqual(elementIndexes(session!), [{ name: 'ports', list: 'ports', attributes: [], unique: false }])
  const table = elementTable(session!, elementIndexes(session!)[0]!)
  assert.deepEqual(names(database, `select name from pragma_table_info('${table}')`), ['_id', 'value'])
  assert.match(
    planOf(database, `select _id from ${table} where value = ?`, 'x'),
    /USING COVERING INDEX \S+ \(value=\?\)/,
  )
})

const pair: Kind = kind({
  service: 'fabric',
  name: 'Pair',
  noun: 'pair',
  plural: 'pairs',
  attributes: [
    id,
    attribute('addresses', {
      name: 'list',
      items: { name: 'object', attributes: [attribute('net', scalar('uuid')), attribute('ip', scalar('ip'))] },
    }),
    attribute('total', scalar('integer'), { derived: true }),
  ],
  elements: [{ name: 'address', list: 'addresses', attributes: ['net', 'ip'], unique: true }],
})

test('emitSql() makes a table of its own for each element index, unique where the model says so', () => {
  using database = create([withKinds(pair)])
  const table = elementTable(pair, pair.elements![0]!)
  const insert = database.prepare(`insert into "${table}" ("_id", "net", "ip") values (?, ?, ?)`)
  insert.run('a', 'n', '1')
  assert.throws(() => insert.run('b', 'n', '1'), /UNIQUE constraint failed/)
  for (const one of ['a', 'b']) insert.run(one, 'n', null)
  assert.match(
    planOf(database, `select _id from ${table} where net = ? and ip > ? order by ip`, 'n', '1'),
    /^SEARCH \S+ USING INDEX \S+ \(net=\? AND ip>\?\)$/,
  )
})

test('emitSql() keeps nothing of derived attributes and of virtual kinds', () => {
  using database = create([withKinds(pair)])
  assert.ok(!names(database, `select name from pragma_table_info('${pair.table}')`).includes('total'))
  assert.deepEqual(emitSql([withKinds({ ...pair, virtual: true })], 'sqlite'), [])
})

test('emitSql() quotes every name', () => {
  const hostile = kind({
    service: 'fabric',
    name: 'Odd',
    noun: 'odd',
    plural: 'odds',
    table: 'select',
    attributes: [id, attribute('router:"external', scalar('boolean')), attribute('order', scalar('string'))],
  })
  using database = create([withKinds(hostile)])
  assert.deepEqual(names(database, `select name from pragma_table_info('select')`).slice(0, 3), [
    'id',
    'router:"external',
    'order',
  ])
})

test('emitSql() keeps names that it makes within 63 characters and apart', () => {
  const long = (end: string) => `${'x'.repeat(70)}${end}`
  const wide = kind({
    service: 'fabric',
    name: 'Wide',
    noun: 'wide',
    plural: 'wides',
    attributes: [id, attribute(long('a'), refer('fabric/Wide')), attribute(long('b'), refer('fabric/Wide'))],
  })
  using database = create([withKinds(wide)])
  const indexes = names(database, `select name from pragma_index_list('fabric_wides') where origin = 'c'`)
  assert.equal(new Set(indexes).size, 2)
  for (const name of indexes) assert.ok(name.length <= 63, name)
})

test('tableStatements() makes no foreign key to a kind that is not found', () => {
  const session = peering.kinds[0]!
  assert.doesNotMatch(tableStatements(session, () => undefined).join('\n'), /references/)
  assert.match(
    tableStatements(session, name => fabric.kinds.find(each => each.name === name.kind)).join('\n'),
    /references "fabric_ports" \("id"\)/,
  )
})

test('tableStatements() stores stamps once, in the internal columns', () => {
  const [port] = fabric.kinds
  const statements = tableStatements(port!, () => undefined)
  assert.doesNotMatch(statements[0]!, /created_at|updated_at|revision_number/)
  assert.match(
    statements.join('\n'),
    /"fabric_ports__by_device__index" on "fabric_ports" \("device_id", "_created", "id"\)/,
  )
})
