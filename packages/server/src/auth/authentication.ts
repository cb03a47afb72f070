import type { Result } from '@baryon/kit'
import type { Caller } from '@baryon/model'
import type { AuthChoice } from '../config/choices.ts'
import type { Check } from '../health/check.ts'

/** A way in which callers show who they are. One is chosen by the configuration. */
export interface Authentication {
  readonly method: AuthChoice['method']
  /**
   * Who has this token. Answers at once where nothing has to be awaited.
   * @param service token of the service that asks on behalf of the one who has `token` (`X-Service-Token`)
   * @returns faults `auth.required`, `auth.invalid`, `auth.unavailable`
   */
  authenticate(token: string | undefined, service?: string): Result<Caller> | Promise<Result<Caller>>
  /** Whether a token still is that of the caller it was accepted for, for answers that go on for long. */
  stillGood(token: string | undefined, caller: Caller): boolean
  /** For readiness. */
  check(): Check
  start(): Promise<void>
  stop(): Promise<void>
}
