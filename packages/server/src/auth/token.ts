import type { IncomingHttpHeaders } from 'node:http'

const one = (value: string | string[] | undefined) => (typeof value === 'string' ? value : value?.[0])

/** The token of the service that asks on behalf of a user, as OpenStack's services send it: `X-Service-Token: <token>`. */
export const serviceTokenOf = (headers: IncomingHttpHeaders): string | undefined =>
  one(headers['x-service-token']) || undefined

/** The token of a request: `Authorization: Bearer <token>`, else `X-Auth-Token: <token>`. */
export function tokenOf(headers: IncomingHttpHeaders): string | undefined {
  const authorization = headers.authorization
  if (authorization !== undefined && /^bearer /i.test(authorization)) {
    const token = authorization.slice('bearer '.length).trim()
    if (token !== '') return token
  }
  return one(headers['x-auth-token']) || undefined
}
