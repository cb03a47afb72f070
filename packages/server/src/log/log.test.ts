import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readable } from './logger.ts'

describe('readable()', () => {
  it('shows a log line for people', () => {
    const line =
      '{"level":"info","time":"2026-01-31T12:00:01.123Z","method":"GET","status":200,"msg":"request answered"}\n'
    assert.equal(readable(line), '12:00:01 request answered  method=GET status=200')
  })

  it('names levels other than info', () => {
    assert.equal(
      readable('{"level":"warn","time":"2026-01-31T12:00:01.123Z","msg":"careful"}'),
      '12:00:01 WARN careful',
    )
  })
})
