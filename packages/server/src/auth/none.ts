import { success } from '@baryon/kit'
import type { Caller } from '@baryon/model'
import type { Authentication } from './authentication.ts'

const everybody = success<Caller>(Object.freeze({ user: 'admin', roles: Object.freeze(['admin']) }))

/** Everyone is administrator. For one machine; {@link localOnly} keeps web pages out. */
export const noAuthentication: Authentication = {
  method: 'none',
  authenticate: () => everybody,
  stillGood: () => true,
  check: () => ({ name: 'auth', ok: true, detail: 'none: everyone is administrator' }),
  start: async () => {},
  stop: async () => {},
}
