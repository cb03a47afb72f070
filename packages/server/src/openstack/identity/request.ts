/** What a request for a token says of who asks and for which project. */
import type { Json } from '@baryon/kit'

type Members = { readonly [name: string]: Json }

const membersOf = (value: Json | undefined): Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {}

const textOf = (value: Json | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

/** Something that is named or given by its id. */
const meant = (value: Json | undefined): string | undefined => {
  const { id, name } = membersOf(value)
  return textOf(name) ?? textOf(id)
}

export interface TokenRequest {
  /** Name or id; undefined: the user of the token that is shown. */
  readonly user: string | undefined
  /** Name or id; undefined: the default project. */
  readonly project: string | undefined
  /** The token that a new one is asked for with. */
  readonly token: string | undefined
}

/** Reads the body of `POST /v3/auth/tokens`: with a password, a token or an application credential. */
export function readTokenRequest(body: Json | undefined): TokenRequest | undefined {
  const auth = membersOf(membersOf(body)['auth'])
  const identity = membersOf(auth['identity'])
  const methods = identity['methods']
  if (!Array.isArray(methods) || methods.length === 0) return undefined
  const credential = membersOf(identity['application_credential'])
  return {
    user: meant(membersOf(identity['password'])['user']) ?? meant(credential['user']),
    project: meant(membersOf(auth['scope'])['project']),
    token: textOf(membersOf(identity['token'])['id']),
  }
}
