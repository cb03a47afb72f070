import type { Caller } from '@baryon/model'

/** Where in a token the parts of a caller are; each is a way of names. */
export interface ClaimWays {
  readonly user: readonly string[]
  readonly project: readonly string[]
  readonly roles: readonly string[]
}

type Claims = Readonly<Record<string, unknown>>

const at = (claims: Claims, way: readonly string[]): unknown =>
  way.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, step) ? (value as Claims)[step] : undefined,
    claims,
  )

function rolesOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.split(' ').filter(role => role !== '')
  return Array.isArray(value) ? value.filter(role => typeof role === 'string' && role !== '') : []
}

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

/** The caller a token's claims describe; undefined without a user. */
export function callerOf(claims: Claims, ways: ClaimWays): Caller | undefined {
  const user = textOf(at(claims, ways.user))
  const project = textOf(at(claims, ways.project))
  if (user === undefined) return undefined
  return Object.freeze({
    user,
    ...(project === undefined ? {} : { project }),
    roles: Object.freeze(rolesOf(at(claims, ways.roles))),
  })
}
