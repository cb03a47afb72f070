import type { Fault } from '@baryon/kit'
import { serverErrors } from '../errors.ts'

const json = 'application/json'
const mergePatch = 'application/merge-patch+json'
const utf8 = /^(?:"?utf-?8"?|"?us-ascii"?)$/i

const unsupported = (type: string, expected: string) => serverErrors.fault('media.unsupported', { type, expected })

/** Whether a body of this type is read with this method; it is JSON of some sort already. */
export function mediaFault(method: string, contentType: string | undefined): Fault | undefined {
  if (contentType === undefined || contentType === json) return undefined
  const [type = '', ...parameters] = contentType.split(';').map(part => part.trim())
  if (type.toLowerCase() === mergePatch && method !== 'PATCH') return unsupported(contentType, json)
  const charset = parameters.find(each => each.toLowerCase().startsWith('charset='))
  if (charset === undefined || utf8.test(charset.slice('charset='.length).trim())) return undefined
  return unsupported(contentType, `${type} in UTF-8`)
}
