import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { loadModels } from './load.ts'
import { attributeIn, kindIn, loadObjects, serviceIn, writeFiles } from './testdata/models.ts'

test('an object takes over everything but what is said of the base itself', async context => {
  const loaded = await loadObjects(
    context,
    `  Base:
    description: Not for others
    deprecated: not for others
    mixins: [tags]
    quota: 3
    attributes:
      project_id: { type: uuid, required: true }
      name: { type: string, unique: project, description: A name }
    rules:
      - { expression: this.name != 'x', message: Choose another name }
    policies: { create: role:maker, delete: role:breaker }
    actions:
      rename: { input: { name: { type: string } }, set: { name: input.name } }
  Thing:
    extends: Base
    api: { name: thing }
    mixins: [revision]
    attributes:
      name: { maxLength: 10 }
    rules:
      - { expression: this.name != 'y', message: Choose another name }
    policies: { delete: role:sweeper }
`,
  )
  const thing = kindIn(loaded, 'Thing')
  assert.equal(thing.description, '')
  assert.equal(thing.deprecated, undefined)
  assert.equal(thing.quota, 3)
  assert.deepEqual(attributeIn(thing, 'name').type, { name: 'string', maxLength: 10 })
  assert.equal(attributeIn(thing, 'name').description, 'A name')
  assert.deepEqual(thing.uniques, [{ name: 'project_id_name', attributes: ['project_id', 'name'] }])
  assert.deepEqual(
    thing.rules.map(rule => rule.expression),
    ["this.name != 'x'", "this.name != 'y'"],
  )
  assert.equal(thing.policies['create']?.source, 'role:maker')
  assert.equal(thing.policies['delete']?.source, 'role:sweeper')
  assert.deepEqual(
    thing.actions.map(action => action.name),
    ['rename'],
  )
  const names = thing.attributes.map(attribute => attribute.name)
  assert.deepEqual(names, ['id', 'project_id', 'name', 'tags', 'revision_number'])
})

test('of several bases the later wins, and what comes by two ways comes once', async context => {
  const loaded = await loadObjects(
    context,
    `  Root:
    attributes: { size: { type: integer, min: 1, max: 99 } }
    rules: [{ expression: this.size != 5, message: Choose another size }]
  Left: { extends: Root, attributes: { size: { max: 10 }, colour: { type: string, default: left } } }
  Right: { extends: Root, attributes: { size: { min: 2 }, colour: { type: string, default: right } } }
  Thing: { extends: [Left, Right], api: { name: thing } }
`,
  )
  const thing = kindIn(loaded, 'Thing')
  assert.deepEqual(attributeIn(thing, 'size').type, { name: 'integer', min: 2, max: 10 })
  assert.equal(attributeIn(thing, 'colour').default, 'right')
  assert.equal(thing.rules.length, 1)
})

test('a changed type leaves behind the facets it does not have, and nothing else', async context => {
  const loaded = await loadObjects(
    context,
    `  Base: { attributes: { value: { type: string, maxLength: 8, pattern: "^x", required: true, description: A value } } }
  Thing: { extends: Base, api: { name: thing }, attributes: { value: { type: integer, min: 2 } } }
  Other: { extends: Base, api: { name: other } }
`,
  )
  const { type, required, description } = attributeIn(kindIn(loaded, 'Thing'), 'value')
  assert.deepEqual(
    { type, required, description },
    { type: { name: 'integer', min: 2 }, required: true, description: 'A value' },
  )
  assert.deepEqual(attributeIn(kindIn(loaded, 'Other'), 'value').type, { name: 'string', maxLength: 8, pattern: '^x' })
})

test('what one object overrides never changes another, in whatever order they are declared', async context => {
  const bounds = fc.array(fc.option(fc.integer({ min: 1, max: 200 })), { minLength: 2, maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(bounds, async lengths => {
      const objects = lengths.map((length, index) => {
        const own = length === null ? '' : `, attributes: { name: { maxLength: ${length} } }`
        return `  T${index}: { extends: Middle, api: { name: t${index} }${own} }\n`
      })
      const base = '  Base: { attributes: { name: { type: string, maxLength: 64 } } }\n  Middle: { extends: Base }\n'
      const root = await writeFiles(context, {
        'things/things.yaml': `file_version: "2.0"\ninfo: { name: things, version: "1.0" }\nobjects:\n${objects.join('')}${base}`,
      })
      const { kinds } = serviceIn(await loadModels([root]))
      const found = kinds.map(kind => attributeIn(kind, 'name').type)
      assert.deepEqual(
        found,
        lengths.map(length => ({ name: 'string', maxLength: length ?? 64 })),
      )
    }),
    { numRuns: 20 },
  )
})
