import { type Clock, failure, type Logger, type Result, success } from '@baryon/kit'
import type { Caller } from '@baryon/model'
import { decodeJwt, errors, type JWTPayload, type JWTVerifyOptions, jwtVerify } from 'jose'
import { serverErrors } from '../errors.ts'
import { AcceptedTokens } from './accepted.ts'
import type { Authentication } from './authentication.ts'
import { type ClaimWays, callerOf } from './claims.ts'
import { IssuerAway, IssuerKeys, type IssuerTimes, issuerTimes } from './issuer-keys.ts'
import { hashOf } from './token-file.ts'

export interface OidcOptions {
  readonly issuer: string
  readonly audience: string
  readonly claims: ClaimWays
  readonly clock: Clock
  readonly logger: Logger
  readonly times?: IssuerTimes
}

/** Signatures by public keys only: a shared secret has no place in a public set of keys. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519']

/** Seconds by which the clocks of issuer and server may differ. */
const tolerance = 30

/** A checked token is taken without another check for at most that long (milliseconds). */
const trusted = 60_000

function reasonOf(error: InstanceType<typeof errors.JOSEError>): string {
  if (error instanceof errors.JWTExpired) return 'this one has expired'
  if (error instanceof errors.JWTClaimValidationFailed)
    return error.reason === 'missing'
      ? `this one has no claim "${error.claim}"`
      : `its claim "${error.claim}" is not accepted`
  if (error instanceof errors.JWKSNoMatchingKey) return 'this one was signed with a key that the issuer does not have'
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'the signature of this one is wrong'
  if (error instanceof errors.JOSEAlgNotAllowed || error instanceof errors.JOSENotSupported)
    return 'this one is signed in a way that is not accepted'
  return 'this one is no signed JWT'
}

/** A token without a key id may fit several keys: each is tried. */
async function verify(token: string, keys: IssuerKeys, options: JWTVerifyOptions): Promise<JWTPayload> {
  try {
    return (await jwtVerify(token, keys.find, options)).payload
  } catch (error) {
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error
    for await (const key of error) {
      try {
        return (await jwtVerify(token, key, options)).payload
      } catch (other) {
        if (!(other instanceof errors.JWSSignatureVerificationFailed)) throw other
      }
    }
    throw new errors.JWSSignatureVerificationFailed()
  }
}

/** Tokens (JWT) of an OpenID Connect issuer, checked here with its public keys: signature, issuer, audience, times. */
export function oidcAuthentication(options: OidcOptions): Authentication {
  const { issuer, audience, clock, logger } = options
  const keys = new IssuerKeys(issuer, clock, logger, options.times ?? issuerTimes)
  const accepted = new AcceptedTokens(10_000)
  const invalid = (reason: string) => failure(serverErrors.fault('auth.invalid', { reason }))
  const required = failure(serverErrors.fault('auth.required'))

  async function check(token: string, hash: string): Promise<Result<Caller>> {
    const now = clock.now()
    const rules = { issuer, audience, algorithms, clockTolerance: tolerance, requiredClaims: ['exp'] }
    let payload: JWTPayload
    try {
      payload = await verify(token, keys, { ...rules, currentDate: new Date(now) })
    } catch (error) {
      if (error instanceof IssuerAway) return failure(serverErrors.fault('auth.unavailable', { issuer }))
      if (error instanceof errors.JOSEError) return invalid(reasonOf(error))
      throw error
    }
    const caller = callerOf(payload, options.claims)
    if (!caller) return invalid(`this one names no user in "${options.claims.user.join('.')}"`)
    accepted.add(hash, caller, Math.min(now + trusted, endOf(payload)))
    return success(caller)
  }

  return {
    method: 'oidc',
    authenticate(token) {
      if (token === undefined) return required
      const hash = hashOf(token)
      const caller = accepted.get(hash, clock.now())
      return caller ? success(caller) : check(token, hash)
    },
    stillGood: token => token !== undefined && endOf(decodeJwt(token)) > clock.now(),
    check: () => readiness(issuer, keys),
    start: () => keys.start(),
    stop: async () => keys.stop(),
  }
}

/** When a checked token ends, in milliseconds. */
const endOf = ({ exp = 0 }: JWTPayload) => (exp + tolerance) * 1000

function readiness(issuer: string, keys: IssuerKeys) {
  const { away, known } = keys
  if (!away)
    return { name: 'auth', ok: known, ...(known ? {} : { detail: `the keys of "${issuer}" were not read yet` }) }
  const since = new Date(away.since).toISOString()
  const meanwhile = known ? 'the keys read before are in use' : 'no token can be checked'
  return { name: 'auth', ok: known, detail: `"${issuer}" is away since ${since} (${away.reason}): ${meanwhile}` }
}
