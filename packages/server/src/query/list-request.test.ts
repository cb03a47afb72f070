import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { type Caller, type Kind, loadModels, Registry, visible } from '@baryon/model'
import fc from 'fast-check'
import { labModels } from '../testdata/serve.ts'
import { parseList, parseShow } from './list-request.ts'

let registry: Registry
let sample: Kind
let vault: Kind

before(async () => {
  registry = new Registry((await loadModels([labModels])).services)
  const kind = (name: string) => registry.kind({ service: 'lab', kind: name }) as Kind
  sample = kind('Sample')
  vault = kind('Vault')
})

const project = '11111111-1111-4111-8111-111111111111'
const admin: Caller = { user: 'admin', roles: ['admin'] }
const member: Caller = { user: 'member', project, roles: ['member'] }

const read = (query: string) => {
  const parsed = parseList(sample, query, admin)
  assert.ok(parsed.ok, parsed.ok ? '' : parsed.faults.map(fault => fault.message).join('; '))
  return parsed.value
}
const faults = (query: string, kind = sample, caller = admin) => {
  const parsed = parseList(kind, query, caller)
  return parsed.ok ? [] : parsed.faults.map(fault => `${fault.code} ${fault.pointer}`)
}

const filters: readonly [string, unknown][] = [
  ['text=a', { attribute: 'text', in: ['a'] }],
  ['text=a&text=b', { attribute: 'text', in: ['a', 'b'] }],
  ['text=a%2Cb+c', { attribute: 'text', in: ['a,b c'] }],
  ['text=', { attribute: 'text', in: [''] }],
  ['described=', { attribute: 'described', in: [null] }],
  ['text.in=a,b%2Cc', { attribute: 'text', in: ['a', 'b,c'] }],
  ['whole=7', { attribute: 'whole', in: [7] }],
  ['flag=true', { attribute: 'flag', in: [true] }],
  ['mac=FA-16-3E-00-00-01', { attribute: 'mac', in: ['fa:16:3e:00:00:01'] }],
  ['mac.prefix=FA:16', { any: [{ attribute: 'mac', prefix: 'fa:16' }] }],
  ['mac.contains=:3E:', { any: [{ attribute: 'mac', contains: ':3e:' }] }],
  ['text.contains=A', { any: [{ attribute: 'text', contains: 'A' }] }],
  ['text.prefix=A', { any: [{ attribute: 'text', prefix: 'A' }] }],
  ['whole.from=1', { all: [{ attribute: 'whole', from: 1 }] }],
  ['whole.to=9', { all: [{ attribute: 'whole', to: 9 }] }],
  ['text.not=a&text.not=b', { not: { attribute: 'text', in: ['a', 'b'] } }],
  ['words.has=a', { all: [{ attribute: 'words', holds: 'a' }] }],
  ['text.null=true', { any: [{ attribute: 'text', in: [null] }] }],
  ['text.null=false', { any: [{ not: { attribute: 'text', in: [null] } }] }],
  ['anything.null=true', { any: [{ attribute: 'anything', in: [null] }] }],
]

for (const [query, filter] of filters) {
  test(`parseList() reads "${query}"`, () => {
    assert.deepEqual(read(query).query.filter, { all: [filter] })
  })
}

test('parseList() reads sort, fields, paging and time', () => {
  assert.deepEqual(read('sort=name,-whole').query.sort, [
    { attribute: 'name', descending: false },
    { attribute: 'whole', descending: true },
  ])
  assert.deepEqual(read('fields=whole,id&fields=text').fields, ['id', 'text', 'whole'])
  assert.deepEqual(read('limit=5&marker=x&page_reverse=true').query, { limit: 5, marker: 'x', backwards: true })
  assert.deepEqual(read('at=12').at, { revision: 12 })
  assert.deepEqual(read('at=2026-01-31T12:00:00%2B02:00').at, { time: Date.UTC(2026, 0, 31, 10) })
  assert.deepEqual(read('at=2026-01-31T12:00:00+02:00').at, { time: Date.UTC(2026, 0, 31, 10) })
})

test('parseList() of nothing asks for everything', () => {
  assert.deepEqual(read(''), { query: {} })
  assert.deepEqual(read('&&'), { query: {} })
})

const refused: readonly [string, readonly string[]][] = [
  ['colour=red', ['parameter.unknown ?colour']],
  ['text.like=x', ['parameter.unknown ?text.like']],
  ['whole.contains=1', ['parameter.unknown ?whole.contains']],
  ['whole.prefix=1', ['parameter.unknown ?whole.prefix']],
  ['words=a', ['parameter.unknown ?words']],
  ['anything=1', ['parameter.unknown ?anything']],
  ['text.has=a', ['parameter.unknown ?text.has']],
  ['flag.from=true', ['parameter.unknown ?flag.from']],
  ['whole=x', ['value.malformed ?whole']],
  ['whole.in=1,x,y', ['value.malformed ?whole.in', 'value.malformed ?whole.in']],
  ['choice=three', ['value.malformed ?choice']],
  ['tenant_id=nobody', ['value.malformed ?tenant_id']],
  ['text.null=maybe', ['value.malformed ?text.null']],
  ['limit=0', ['parameter.value ?limit']],
  ['limit=10001', ['parameter.value ?limit']],
  ['limit=-1', ['parameter.value ?limit']],
  ['limit=1e3', ['parameter.value ?limit']],
  ['limit=99999999999999999999', ['parameter.value ?limit']],
  ['limit=', ['parameter.value ?limit']],
  ['limit=1&limit=2', ['parameter.repeated ?limit']],
  ['page_reverse=yes&limit=1', ['parameter.value ?page_reverse']],
  ['page_reverse=true', ['parameter.value ?page_reverse']],
  ['marker=', ['parameter.value ?marker']],
  ['sort=colour', ['parameter.value ?sort']],
  ['sort=words', ['parameter.value ?sort']],
  [`sort=${Array(17).fill('name').join()}`, ['parameter.value ?sort']],
  ['fields=colour,id', ['parameter.value ?fields']],
  ['at=yesterday', ['parameter.value ?at']],
  ['at=-1', ['parameter.value ?at']],
  ['at=2026-13-31T12:00:00Z', ['parameter.value ?at']],
  ['text=%zz', ['parameter.encoding ?text']],
  ['text=%ff', ['parameter.encoding ?text']],
  ['%zz=1', ['parameter.encoding ?%zz']],
  ['__proto__=1', ['parameter.unknown ?__proto__']],
  ['constructor=1', ['parameter.unknown ?constructor']],
]

for (const [query, expected] of refused) {
  test(`parseList() refuses "${query.slice(0, 40)}"`, () => {
    assert.deepEqual(faults(query), expected)
  })
}

test('parseList() names every fault at once', () => {
  assert.deepEqual(faults('colour=1&whole=x&limit=0&sort=nothing&fields=no&at=never').toSorted(), [
    'parameter.unknown ?colour',
    'parameter.value ?at',
    'parameter.value ?fields',
    'parameter.value ?limit',
    'parameter.value ?sort',
    'value.malformed ?whole',
  ])
})

test('parseList() does not know attributes that the caller cannot read', () => {
  assert.deepEqual(faults('password=x', vault), ['parameter.unknown ?password'])
  assert.deepEqual(faults('margin=1', vault, member), ['parameter.unknown ?margin'])
  assert.deepEqual(faults('sort=margin&fields=margin', vault, member), [
    'parameter.value ?sort',
    'parameter.value ?fields',
  ])
  assert.deepEqual(faults('margin=1&sort=margin&fields=margin', vault, admin), [])
})

test('parseList() finds by an attribute only where the caller can read it', () => {
  const parsed = parseList(vault, 'remark=x', member)
  assert.deepEqual(parsed.ok && parsed.value.query.filter, {
    all: [
      {
        all: [{ attribute: 'remark', in: ['x'] }, visible({ caller: 'project', target: 'tenant_id' }, member)],
      },
    ],
  })
  assert.deepEqual(faults('sort=remark', vault, member), ['parameter.value ?sort'])
})

test('parseShow() takes fields and at alone', () => {
  const codes = (query: string) => {
    const parsed = parseShow(sample, query, admin)
    return parsed.ok ? [] : parsed.faults.map(fault => `${fault.code} ${fault.pointer}`)
  }
  assert.deepEqual(codes('fields=id&at=3'), [])
  assert.deepEqual(codes('limit=1&text=x&at=x'), [
    'parameter.unknown ?limit',
    'parameter.unknown ?text',
    'parameter.value ?at',
  ])
})

test('parseList() never throws', () => {
  const names = ['text', 'whole.from', 'words.has', 'limit', 'sort', 'fields', 'at', 'marker', 'choice.in', 'moment.to']
  const pair = fc.tuple(fc.oneof(fc.constantFrom(...names), fc.string()), fc.string({ unit: 'binary' }))
  fc.assert(
    fc.property(fc.array(pair), pairs => {
      void parseList(sample, pairs.map(([name, value]) => `${name}=${value}`).join('&'), admin)
    }),
  )
})
