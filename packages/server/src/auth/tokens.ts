import { isDeepStrictEqual } from 'node:util'
import { failure, type Logger, Refusal, success } from '@baryon/kit'
import { serverErrors } from '../errors.ts'
import { type FollowOptions, follow } from '../files/follow.ts'
import type { Authentication } from './authentication.ts'
import { hashOf, loadTokens, type Tokens } from './token-file.ts'

/**
 * Static tokens from a file that is read again when it changes; a broken one keeps the tokens that were known.
 * Tokens are looked up by their hash, so the time it takes says nothing about how much of a guess was right.
 */
export function tokenAuthentication(file: string, logger: Logger, options: FollowOptions = {}): Authentication {
  let tokens: Tokens = new Map()
  let broken: string | undefined
  let unfollow: (() => void) | undefined

  const warnOfExposure = (exposed: boolean) => {
    if (exposed) logger.warn({ file }, 'every user of this machine can read the token file: take that right away')
  }

  async function reload(): Promise<void> {
    const loaded = await loadTokens(file)
    if (loaded.ok) {
      tokens = loaded.value.tokens
      broken = undefined
      warnOfExposure(loaded.value.exposed)
      logger.info({ file, tokens: tokens.size }, 'tokens reloaded')
    } else {
      broken = loaded.faults.map(fault => fault.message).join('; ')
      logger.error({ file, reason: broken }, 'token file is broken: the tokens from before stay in use')
    }
  }

  const required = failure(serverErrors.fault('auth.required'))
  const unknown = failure(serverErrors.fault('auth.invalid', { reason: 'this one is not known' }))
  return {
    method: 'tokens',
    authenticate(token) {
      if (token === undefined) return required
      const caller = tokens.get(hashOf(token))
      return caller ? success(caller) : unknown
    },
    stillGood: (token, caller) => token !== undefined && isDeepStrictEqual(tokens.get(hashOf(token)), caller),
    check: () => ({
      name: 'auth',
      ok: true,
      ...(broken === undefined ? {} : { detail: `tokens from before are in use: ${broken}` }),
    }),
    async start() {
      const loaded = await loadTokens(file)
      if (!loaded.ok) throw new Refusal(...loaded.faults)
      tokens = loaded.value.tokens
      warnOfExposure(loaded.value.exposed)
      unfollow = await follow([file], reload, options)
    },
    async stop() {
      unfollow?.()
    },
  }
}
