import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { errorsPage } from './errors-page.ts'

const row = { status: 400, retry: false, message: 'Remove "<b>" & {name}', cause: 'c', next: 'n' }

describe('errorsPage()', () => {
  it('has an anchor for every code of an answer, sorted, and escapes texts', () => {
    const page = errorsPage({ 'b.two': row, 'a.one': row, 'c.start': { ...row, status: 0 } })
    assert.ok(page.indexOf('id="a.one"') < page.indexOf('id="b.two"'))
    assert.ok(page.includes('Remove &quot;&lt;b&gt;&quot; &amp; {name}'))
    assert.ok(!page.includes('c.start'))
  })

  it('takes nothing from another host and has no script', () => {
    const page = errorsPage({ 'a.one': row })
    assert.ok(!/https?:\/\//.test(page))
    assert.ok(!page.includes('<script'))
  })
})
