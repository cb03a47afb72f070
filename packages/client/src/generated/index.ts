// Generated from services/ by npm run generate. Do not edit.
import type { IetfSfc } from './ietf-sfc.ts'
import type { NetL3vpn } from './net-l3vpn.ts'
import type { Networking } from './networking.ts'

/** Types of the shipped services by their names. */
export interface Services {
  readonly "ietf-sfc": IetfSfc
  readonly "net-l3vpn": NetL3vpn
  readonly "networking": Networking
}
