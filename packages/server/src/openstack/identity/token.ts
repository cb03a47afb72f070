/**
 * Tokens of the stand-in for Keystone. They prove nothing, and need not: where they are taken, everyone may do everything.
 * They only say for which project somebody acts, and with which roles.
 */
import type { Caller } from '@baryon/model'
import { defaultProject, idOf, type Named } from './names.ts'

export interface Token {
  readonly user: Named
  readonly project: Named
  readonly roles: readonly string[]
  /** Milliseconds since the epoch. */
  readonly issued: number
  readonly expires: number
}

const prefix = 'baryon-local-'

export const writeToken = (token: Token): string => prefix + Buffer.from(JSON.stringify(token)).toString('base64url')

const isNamed = (value: unknown): value is Named =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  typeof value.id === 'string' &&
  'name' in value &&
  typeof value.name === 'string'

const isToken = (value: unknown): value is Token =>
  typeof value === 'object' &&
  value !== null &&
  'user' in value &&
  isNamed(value.user) &&
  'project' in value &&
  isNamed(value.project) &&
  'roles' in value &&
  Array.isArray(value.roles) &&
  value.roles.every(role => typeof role === 'string') &&
  'issued' in value &&
  typeof value.issued === 'number' &&
  'expires' in value &&
  typeof value.expires === 'number'

/** @returns undefined for text that is no token of ours */
export function readToken(text: string): Token | undefined {
  if (!text.startsWith(prefix)) return undefined
  try {
    const value: unknown = JSON.parse(Buffer.from(text.slice(prefix.length), 'base64url').toString('utf8'))
    return isToken(value) ? value : undefined
  } catch {
    return undefined
  }
}

const administrator = ['admin', 'member', 'reader'] as const

/** Users called after a role have that role, so that policies can be tried; everyone else is administrator. */
const rolesByUser: Readonly<Record<string, readonly string[]>> = { member: ['member', 'reader'], reader: ['reader'] }

export const rolesOf = (user: string): readonly string[] =>
  Object.hasOwn(rolesByUser, user) ? (rolesByUser[user] ?? administrator) : administrator

/** Who asks without a token. */
export const anybody: Caller = Object.freeze({
  user: 'admin',
  project: idOf('project', defaultProject),
  roles: Object.freeze([...administrator]),
})

/** Who asks with this token; anything that is none of ours says nothing. */
export function callerOf(text: string | undefined): Caller {
  const token = text === undefined ? undefined : readToken(text)
  return token === undefined ? anybody : { user: token.user.name, project: token.project.id, roles: token.roles }
}
