/** Conditional requests (RFC 9110, 13): the entity tag of an object is the revision of its last change, quoted. */
import { failure, type Result, success } from '@baryon/kit'
import type { Revision } from '@baryon/store'
import { serverErrors } from '../errors.ts'

export const etagOf = (revision: Revision): string => `"${revision}"`

/** Revisions of which the object has to have one; undefined: any. */
export type Expected = readonly Revision[] | undefined

const tag = /^(?:(W\/)?"([^"]*)"|(\d{1,15}))$/
/** No object has it, so a tag that is no revision of ours never matches. */
const noRevision = 0

/** Reads `If-Match`. Weak tags and foreign ones never match; a bare number is taken as a tag. */
export function parseIfMatch(header: string | undefined): Result<Expected> {
  if (header === undefined || header.trim() === '*') return success(undefined)
  const revisions: Revision[] = []
  for (const text of header.split(',')) {
    const found = tag.exec(text.trim())
    if (found === null) {
      const expected = 'the ETag of an earlier answer, or "*"'
      return failure(serverErrors.fault('header.value', { header: 'If-Match', expected }))
    }
    const [, weak, quoted, bare] = found
    const revision = Number(bare ?? quoted)
    revisions.push(weak === undefined && Number.isSafeInteger(revision) ? revision : noRevision)
  }
  return success(revisions)
}

/** Whether `If-None-Match` has the tag, so that the client knows the object as it is. */
export function isKnown(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false
  if (header === etag || header.trim() === '*') return true
  return header.split(',').some(text => text.trim().replace(/^W\//, '') === etag)
}
