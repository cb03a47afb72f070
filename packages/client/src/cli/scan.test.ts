import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scan } from './scan.ts'

const scanned = (line: string) => scan(line.split(' '))

test('scan() finds the connection wherever it stands and leaves the rest as it is', () => {
  for (const line of [
    '--url u --insecure vpn show x --long',
    'vpn --url u show x --insecure --long',
    'vpn show x --long --url=u --insecure',
  ]) {
    const { connection, words, rest } = scanned(line)
    assert.deepEqual(connection, { url: 'u', insecure: true }, line)
    assert.deepEqual(rest, ['vpn', 'show', 'x', '--long'], line)
    assert.deepEqual(words, ['vpn', 'show', 'x'], line)
  }
})

test('scan() takes no value of an option for a word', () => {
  assert.deepEqual(scanned('-f json vpn list --name x').words, ['vpn', 'list'])
  assert.equal(scanned('--format=json vpn list').format, 'json')
  assert.deepEqual(scanned('vpn list -f json').rest, ['vpn', 'list', '-f', 'json'])
})

test('scan() touches nothing behind --, and a dash alone is a word', () => {
  assert.deepEqual(scanned('vpn show -- --url x').rest, ['vpn', 'show', '--', '--url', 'x'])
  assert.deepEqual(scanned('vpn show -').words, ['vpn', 'show', '-'])
  assert.deepEqual(scan(['vpn', '--url']).connection, {})
})
