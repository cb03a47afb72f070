import { refuse } from '../refuse.ts'
import { greatestMtu } from '../segment/network-types.ts'
import type { Settings } from '../settings.ts'

/**
 * The MTU of a network whose segments are of these types.
 * @param asked 0 for the greatest
 * @throws Refusal `network.mtu_too_big`
 */
export function mtuOf(asked: number, types: readonly string[], settings: Settings): number {
  const maximum = greatestMtu(types, settings)
  if (asked > maximum) refuse('network.mtu_too_big', { maximum })
  return asked === 0 ? maximum : asked
}
