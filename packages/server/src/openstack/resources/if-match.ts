import { Refusal } from '@baryon/kit'
import type { Revision } from '@baryon/store'
import { openstackErrors } from '../errors.ts'

const prefix = 'revision_number='

const refused = (reason: string) => new Refusal(openstackErrors.fault('openstack.if_match', { reason }))

/**
 * The revision that `If-Match: revision_number=N` asks for; undefined: any. Other entity tags mean nothing.
 * @throws Refusal `openstack.if_match`
 */
export function revisionAsked(header: string | undefined): Revision | undefined {
  if (header === undefined) return undefined
  const tags = header.split(',').map(tag =>
    tag
      .trim()
      .replace(/^W\//, '')
      .replace(/^"(.*)"$/, '$1'),
  )
  const asked = tags.filter(tag => tag.startsWith(prefix)).map(tag => tag.slice(prefix.length))
  if (asked.length > 1) throw refused('Multiple revision_number etags are not supported.')
  const [revision] = asked
  if (revision === undefined) return undefined
  if (!/^\d{1,15}$/.test(revision))
    throw refused('Revision number etag must be in the format of revision_number=<int>.')
  return Number(revision)
}
