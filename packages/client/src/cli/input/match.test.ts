import assert from 'node:assert/strict'
import { test } from 'node:test'
import { matches } from './match.ts'

const row = { name: 'blue', mtu: 1500, up: true, zone: null, tags: ['a', 'b'] }

test('matches() follows what the parameters of a list mean', () => {
  const right = [
    '',
    'name=blue',
    'name=red&name=blue',
    'name.in=red,blue',
    'name.not=red',
    'name.prefix=bl',
    'name.from=blue&name.to=blue',
    'mtu=1500&up=true',
    'mtu.from=200&mtu.to=10000',
    'zone.null=true&name.null=false',
    'tags.has=a',
  ]
  const wrong = [
    'name=red',
    'name=blue&mtu=9',
    'name.in=red,green',
    'name.not=red&name.not=blue',
    'name.prefix=lu',
    'name.from=c',
    'mtu.to=200',
    'zone=null',
    'zone.from=a',
    'zone.null=false',
    'tags.has=c',
    'name.has=blue',
  ]
  for (const query of right) assert.ok(matches(new URLSearchParams(query), row), query)
  for (const query of wrong) assert.ok(!matches(new URLSearchParams(query), row), query)
})
