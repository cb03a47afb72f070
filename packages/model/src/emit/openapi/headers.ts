import type { Part } from './object.ts'

/** Headers of answers, as components. */
export const headers: Part = {
  Revision: {
    description: 'Of a write: the last revision it made. Of a read: a revision that the answer includes',
    schema: { type: 'integer', minimum: 0 },
    example: 42,
  },
  ETag: {
    description: "Revision of the object's last change, quoted",
    schema: { type: 'string', pattern: '^"\\d+"$' },
    example: '"42"',
  },
  Location: { description: 'URL of the new object', schema: { type: 'string', format: 'uri-reference' } },
  Replayed: {
    description: 'The answer is that of an earlier request with the same Idempotency-Key',
    schema: { type: 'string', const: 'true' },
  },
  Converged: {
    description: 'Whether the revision has taken effect everywhere; only where the request asked to wait',
    schema: { type: 'boolean' },
  },
  PreferenceApplied: {
    description: 'Confirms the preference `wait` (RFC 7240)',
    schema: { type: 'string' },
    example: 'wait=5',
  },
  Committed: {
    description: 'A target of a backend has taken the change; only where the request was to be answered then',
    schema: { type: 'string', const: 'sync' },
  },
  RequestId: { description: 'Id of the request, as logged and kept in the journal', schema: { type: 'string' } },
  RetryAfter: { description: 'Seconds to wait before trying again', schema: { type: 'integer', minimum: 0 } },
}

const use = (entries: Readonly<Record<string, string>>): Part =>
  Object.fromEntries(
    Object.entries(entries).map(([header, name]) => [header, { $ref: `#/components/headers/${name}` }]),
  )

export const everyAnswer = use({ 'X-Request-Id': 'RequestId' })
export const ofRead = use({ 'Baryon-Revision': 'Revision', 'X-Request-Id': 'RequestId' })
export const ofObject = { ...use({ ETag: 'ETag' }), ...ofRead }
/** Of what can be waited for. */
export const ofWaited = {
  ...ofRead,
  ...use({ 'Baryon-Converged': 'Converged', 'Preference-Applied': 'PreferenceApplied' }),
}
export const ofWrite = { ...ofWaited, ...use({ 'Baryon-Commit': 'Committed', 'Idempotency-Replayed': 'Replayed' }) }
export const ofWrittenObject = { ...ofObject, ...ofWrite }
export const ofCreated = { ...ofWrittenObject, ...use({ Location: 'Location' }) }
export const ofRetry = { ...everyAnswer, ...use({ 'Retry-After': 'RetryAfter' }) }
