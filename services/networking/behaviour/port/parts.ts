import type { AddressHints } from '../addresses/hints.ts'
import type { Settings } from '../settings.ts'
import type { DefaultGroups } from './default-groups.ts'
import type { Tail } from './mac.ts'

/** What the behaviour of ports is made of. */
export interface PortParts {
  readonly settings: Settings
  readonly hints: AddressHints
  readonly groups: DefaultGroups
  readonly macs: Tail
}
