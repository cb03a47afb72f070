import type { Clock, Logger } from '@baryon/kit'
import type { Config } from '../config/settings.ts'
import type { Authentication } from './authentication.ts'
import { keystoneAuthentication } from './keystone/keystone.ts'
import { noAuthentication } from './none.ts'
import { oidcAuthentication } from './oidc.ts'
import { tokenAuthentication } from './tokens.ts'

/** The authentication that the configuration chose. */
export function chooseAuthentication(config: Config, clock: Clock, logger: Logger): Authentication {
  const { auth } = config
  switch (auth.method) {
    case 'none':
      return noAuthentication
    case 'tokens':
      return tokenAuthentication(auth.file, logger)
    case 'oidc':
      return oidcAuthentication({
        issuer: auth.issuer,
        audience: config.oidcAudience,
        claims: { user: config.oidcUserClaim, project: config.oidcProjectClaim, roles: config.oidcRolesClaim },
        clock,
        logger,
      })
    case 'keystone':
      return keystoneAuthentication({ url: auth.url, credentials: config.keystoneCredentials, clock, logger })
  }
}
