/** Whatever is asked in whatever order, the objects refer to objects that are there, and everything is counted. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Json } from '@baryon/kit'
import { idOf, type Kind, type Row } from '@baryon/model'
import fc from 'fast-check'
import { admin, blue, type Lab, ofBlue, ofRed, openLab, red, uuid } from './testdata/open-lab.ts'

const ids = [1, 2, 3, 4, 5].map(number => uuid(number))
const callers = { admin, ofRed, ofBlue }

/** Values for the references of each kind, and for its owner. */
const id = fc.constantFrom(...ids)
const project = fc.constantFrom(red, blue)
const maybe = fc.option(id)
const optional: { requiredKeys: ('id' | 'tenant_id')[] } = { requiredKeys: ['id', 'tenant_id'] }
const objects: Readonly<Record<string, fc.Arbitrary<Row>>> = {
  Port: fc.record(
    { id, tenant_id: project, zone: maybe, host_id: fc.constantFrom(null, 'h'), device_id: maybe },
    optional,
  ),
  Interface: fc.record({ id, tenant_id: project, port_id: id }),
  Zone: fc.record({ id }),
  Binding: fc.record({ interface_id: id, tenant_id: project }),
  Group: fc.record({ id, tenant_id: project, ports: fc.uniqueArray(id, { maxLength: 3 }), leader: maybe }, optional),
  Pair: fc.record({ id, tenant_id: project, ports: fc.uniqueArray(id, { minLength: 1, maxLength: 2 }) }, optional),
  Link: fc.record({ id, tenant_id: project, next: maybe }, optional),
}

interface Step {
  readonly kind: string
  readonly verb: 'create' | 'update' | 'delete'
  readonly caller: keyof typeof callers
  readonly values: Row
}

const steps = fc.array(
  fc.constantFrom(...Object.keys(objects)).chain(kind =>
    fc.record<Step>({
      kind: fc.constant(kind),
      verb: fc.constantFrom('create', 'create', 'update', 'delete'),
      caller: fc.constantFrom('admin', 'ofRed', 'ofBlue'),
      values: objects[kind] ?? fc.constant({}),
    }),
  ),
  { minLength: 5, maxLength: 30 },
)

const step = (verb: Step['verb'], kind: string, caller: Step['caller'], values: Row): Step => ({
  kind,
  verb,
  caller,
  values,
})
const [one = '', two = ''] = ids

/** Runs first, so that each verb succeeds and each refusal is met whatever the seed. */
const everything: readonly Step[] = [
  step('create', 'Zone', 'admin', { id: one }),
  step('create', 'Port', 'ofRed', { id: one, tenant_id: red, zone: one }),
  step('update', 'Port', 'ofRed', { id: one, host_id: 'h', device_id: one }),
  step('delete', 'Zone', 'admin', { id: one }),
  step('create', 'Port', 'ofBlue', { id: two, tenant_id: red }),
  step('create', 'Interface', 'admin', { id: two, tenant_id: red, port_id: two }),
  step('delete', 'Port', 'ofRed', { id: one }),
]

function run(lab: Lab, { kind: name, verb, caller, values }: Step) {
  const kind = lab.kind(name)
  if (verb === 'create') return lab.create(name, values, callers[caller])
  const target = idOf(kind, values)
  return verb === 'delete'
    ? lab.remove(name, target, callers[caller])
    : lab.update(name, target, values, callers[caller])
}

async function rowsOf(lab: Lab, kind: Kind): Promise<readonly Row[]> {
  const listed = await lab.store.read.list(kind, {})
  assert.ok(listed.ok)
  return listed.value.map(({ row }) => row)
}

/** What the object refers to that is not there. */
function dangling(kind: Kind, row: Row, keys: ReadonlyMap<string, ReadonlySet<Json>>): string[] {
  return kind.references.flatMap(({ attribute, to }) => {
    const value = row[attribute] ?? null
    const held: readonly Json[] = Array.isArray(value) ? value : value === null ? [] : [value]
    return held.filter(key => !keys.get(to.kind)?.has(key)).map(key => `${kind.name}.${attribute} ${String(key)}`)
  })
}

async function assertWhole(lab: Lab) {
  const kinds = lab.registry.kinds()
  const rows = new Map<Kind, readonly Row[]>()
  for (const kind of kinds) rows.set(kind, await rowsOf(lab, kind))
  const keys = new Map(
    kinds.map(kind => [kind.name, new Set((rows.get(kind) ?? []).map(row => row[kind.key[0] ?? ''] ?? null))]),
  )
  for (const [kind, all] of rows) {
    assert.deepEqual(
      all.flatMap(row => dangling(kind, row, keys)),
      [],
    )
  }
  const ports = rows.get(lab.kind('Port')) ?? []
  for (const port of ports) assert.equal(Boolean(port['host_id']), Boolean(port['device_id']))
  for (const owner of [red, blue]) assert.ok(ports.filter(port => port['tenant_id'] === owner).length <= 3)
}

test('no sequence of changes leaves a dangling reference, half a binding or more than the quota', async t => {
  const lab = await openLab(t)
  const seen = new Set<string>()
  await fc.assert(
    fc.asyncProperty(steps, async sequence => {
      for (const step of sequence) {
        const outcome = await run(lab, step)
        for (const fault of outcome.faults) {
          seen.add(fault.code)
          assert.notEqual(fault.code, 'reference.broken', 'the database found what decide() should have')
        }
        if (outcome.faults.length === 0) seen.add(step.verb)
      }
      await assertWhole(lab)
    }),
    { numRuns: 60, examples: [[[...everything]]] },
  )
  for (const expected of ['create', 'update', 'delete', 'reference.dangling', 'reference.in_use', 'policy.denied'])
    assert.ok(seen.has(expected), expected)
})
