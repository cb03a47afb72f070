import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Answer, Silence } from './client.ts'
import { type Asked, type Intent, judge, retryAfter, type Verdict } from './outcome.ts'

const asked = (intent: Intent, more: Partial<Asked> = {}): Asked => ({
  controller: 'c1',
  request: 'PUT /x',
  intent,
  hashed: false,
  child: false,
  doubtful: false,
  now: Date.parse('2026-01-01T00:00:00Z'),
  ...more,
})

const answer = (status: number, body = '', headers: Answer['headers'] = {}): Answer => ({
  status,
  headers,
  body,
  latency: 1,
})

/** `next result [after]`, with `away` where it counts as such. */
function short({ next, outcome }: Verdict): string {
  if (outcome.result !== 'again') return `${next} ${outcome.result}`
  return [next, 'again', outcome.away ? 'away' : 'there', outcome.after].filter(part => part !== undefined).join(' ')
}

const table: readonly (readonly [what: string, asked: Asked, reply: Answer | Silence, verdict: string])[] = [
  ['a success', asked('update'), answer(200), 'end done'],
  ['a success without a body', asked('create'), answer(204), 'end done'],
  ['a success that is not JSON', asked('create'), answer(206, '<html>'), 'end done'],
  ['a removal of what is not there', asked('remove'), answer(404), 'end done'],
  [
    'a removal of what is not there, with the code of a missing parent',
    asked('remove'),
    answer(404, 'NXVNS'),
    'end done',
  ],
  ['a creation of what is there', asked('create'), answer(409), 'other refused'],
  [
    'a creation of what is there, where there are hashes',
    asked('create', { hashed: true }),
    answer(409, 'exists already'),
    'other refused',
  ],
  ['another hash', asked('update', { hashed: true }), answer(409), 'end diverged'],
  ['another hash at a creation', asked('create', { hashed: true }), answer(409, 'inconsistent'), 'end diverged'],
  ['another hash at a question', asked('ask', { hashed: true }), answer(409), 'end diverged'],
  ['a conflict without a hash', asked('update'), answer(409), 'end refused'],
  ['a conflict of a removal', asked('remove'), answer(409), 'end refused'],
  ['a change of what is not there', asked('update'), answer(404), 'other refused'],
  ['a change of a child that is not there', asked('update', { child: true }), answer(404), 'other orphan'],
  ['a child whose parent is not there', asked('upsert', { child: true }), answer(404), 'end orphan'],
  ['a missing parent by its code', asked('update'), answer(404, '{"code": "NXVNS"}'), 'end orphan'],
  ['no such path', asked('upsert'), answer(404), 'end refused'],
  ['another leads, and says where', asked('update'), answer(302, '', { location: 'http://b/' }), 'leader again away'],
  ['another leads', asked('update'), answer(301), 'member again away'],
  ['no credentials', asked('update'), answer(401), 'end denied'],
  ['not enough rights', asked('update'), answer(403), 'end denied'],
  ['a body that it does not take', asked('update'), answer(400), 'end refused'],
  ['a method that it does not know', asked('remove'), answer(405), 'end refused'],
  ['a value that it does not take', asked('create'), answer(422), 'end refused'],
  ['gone', asked('update'), answer(410), 'end refused'],
  ['a request that took too long', asked('update'), answer(408), 'end again there'],
  ['too early', asked('update'), answer(425), 'end again there'],
  ['too many', asked('update'), answer(429, '', { 'retry-after': '7' }), 'end again there 7000'],
  ['busy', asked('update'), answer(503), 'end again there'],
  [
    'busy until then',
    asked('update'),
    answer(503, '', { 'retry-after': 'Thu, 01 Jan 2026 00:00:30 GMT' }),
    'end again there 30000',
  ],
  ['a failure', asked('update'), answer(500), 'member again there'],
  ['a failure of a proxy', asked('create'), answer(502), 'member again there'],
  ['a failure of a removal', asked('remove'), answer(500), 'member again there'],
  ['a failure of a removal that means nothing', asked('remove', { doubtful: true }), answer(500), 'look again there'],
  ['a success of a removal that means nothing', asked('remove', { doubtful: true }), answer(200), 'look done'],
  ['nobody there', asked('update'), { phase: 'connect', reason: 'refused' }, 'member again away'],
  ['somebody else there', asked('update'), { phase: 'untrusted', reason: 'pin' }, 'member again away'],
  ['a broken connection', asked('create'), { phase: 'lost', reason: 'reset' }, 'member again away'],
  ['no answer in time', asked('update'), { phase: 'late', reason: 'late' }, 'member again away'],
  ['nobody waits', asked('update'), { phase: 'stopped', reason: 'gone' }, 'end again there'],
]

for (const [what, request, reply, verdict] of table)
  test(`judge() of ${what}: ${verdict}`, () => assert.equal(short(judge(request, reply)), verdict))

test('judge() has a verdict for every answer, and never takes what is no success for one', () => {
  const intents: readonly Intent[] = ['create', 'update', 'upsert', 'remove', 'ask', 'replace']
  const any = fc.record({
    intent: fc.constantFrom(...intents),
    hashed: fc.boolean(),
    child: fc.boolean(),
    doubtful: fc.boolean(),
    status: fc.integer({ min: 100, max: 999 }),
    body: fc.string(),
  })
  fc.assert(
    fc.property(any, ({ intent, hashed, child, doubtful, status, body }) => {
      const { outcome } = judge(asked(intent, { hashed, child, doubtful }), answer(status, body))
      const good = (status >= 200 && status < 300) || (status === 404 && intent === 'remove')
      assert.equal(outcome.result === 'done', good)
    }),
  )
})

test('judge() repeats what the controller said, on one line and not without end', () => {
  const { outcome } = judge(asked('update'), answer(400, `{"error":\n "${'x'.repeat(2000)}"}`))
  const cause = 'fault' in outcome ? outcome.fault.cause : ''
  assert.match(cause, /^It answered 400: \{"error": "xxx/)
  assert.ok(cause.length < 600)
})

test('retryAfter() takes seconds and dates, never less than nothing or more than a day', () => {
  const now = Date.parse('2026-01-01T00:00:00Z')
  const after = (text: string) => retryAfter({ 'retry-after': text }, now)
  assert.equal(after('0'), 0)
  assert.equal(after('Wed, 31 Dec 2025 23:00:00 GMT'), 0)
  assert.equal(after('9999999'), 86_400_000)
  assert.equal(after('soon'), undefined)
  assert.equal(retryAfter({}, now), undefined)
})
