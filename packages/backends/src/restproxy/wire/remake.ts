/**
 * A gateway that Floodlight was told stays until its network is removed and made again, and the attachments go with it. The projection has
 * the ports told again when a gateway goes; whoever made a network again for another reason says that the target diverged.
 */
import type { Desired, Found } from '@baryon/reconcile'
import type { Dialect } from '../dialects/dialect.ts'
import { asBody } from './bodies.ts'

/** Whether the thing must be read before it is told, since it may have to be made again. */
export const mayBeRemade = (dialect: Dialect, { key, body }: Desired): boolean =>
  dialect.quirks.gatewayStays && key.kind === 'network' && asBody(body)['gateway'] === null

/** Whether what was found becomes what is wanted only by being removed and made again. */
export const mustBeRemade = (dialect: Dialect, desired: Desired, found: Found): boolean =>
  mayBeRemade(dialect, desired) && typeof asBody(found.body)['gateway'] === 'string'
