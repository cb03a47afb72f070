import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { localOnly, type Sender } from './local-only.ts'

const refuse = localOnly({ host: '127.0.0.1', port: 9696 }, ['control.example'])
const code = (sender: Partial<Sender>) =>
  refuse({ method: 'GET', host: '127.0.0.1:9696', origin: undefined, site: undefined, ...sender })?.code

describe('localOnly()', () => {
  it('lets requests for an address, a loopback name or a known name pass', () => {
    for (const host of [
      '127.0.0.1:9696',
      'localhost:9696',
      'LOCALHOST',
      'a.localhost:1',
      '[::1]:9696',
      '10.0.0.1',
      'Control.Example:80',
    ])
      assert.equal(code({ host }), undefined, host)
    assert.equal(code({ host: undefined }), undefined)
  })

  it('refuses requests for another name, reading too (DNS rebinding)', () => {
    for (const host of [
      'evil.example:9696',
      'localhost.evil.example',
      '127.0.0.1.evil.example',
      'user@evil.example',
      '',
      'a b',
    ])
      assert.equal(code({ host }), 'auth.forbidden-host', host)
  })

  it('refuses writes that a page of another origin sends', () => {
    for (const origin of ['http://evil.example', 'http://127.0.0.1:1234', 'null', 'nonsense'])
      assert.equal(code({ method: 'POST', origin }), 'auth.forbidden-origin', origin)
    assert.equal(code({ method: 'DELETE', site: 'cross-site' }), 'auth.forbidden-origin')
    assert.equal(code({ method: 'PATCH', site: 'same-site' }), 'auth.forbidden-origin')
  })

  it('lets writes of a page of this server and of no page pass', () => {
    assert.equal(code({ method: 'POST', origin: 'http://127.0.0.1:9696', site: 'same-origin' }), undefined)
    assert.equal(code({ method: 'POST' }), undefined)
    assert.equal(code({ method: 'POST', site: 'none' }), undefined)
  })

  it('lets other pages read what a browser gives them anyway', () => {
    assert.equal(code({ method: 'GET', origin: 'http://evil.example' }), undefined)
  })
})
