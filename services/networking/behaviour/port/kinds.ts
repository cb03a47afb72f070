import { AddressHints } from '../addresses/hints.ts'
import { releaseAddresses, releasePort } from '../floating-ip/release.ts'
import type { Kinds } from '../kinds.ts'
import { followGateway } from '../router/follow.ts'
import { refuseIntruder, refuseLegChange } from '../router/guard-port.ts'
import type { Settings } from '../settings.ts'
import { bindingBehaviour } from './binding.ts'
import { create, prepare } from './create.ts'
import { DefaultGroups } from './default-groups.ts'
import { portDerivation } from './derived.ts'
import { keepBinding, moveBinding } from './follow.ts'
import { inTurn, type Tail } from './mac.ts'
import { guard, release } from './remove.ts'
import { update } from './update.ts'

/** @param macs the rest of MAC addresses behind the base */
export function makePortKinds(settings: Settings, macs: Tail): ReturnType<Kinds> {
  const hints = new AddressHints()
  const parts = { settings, hints, groups: new DefaultGroups(), macs }
  return {
    Port: {
      prepare,
      async create(row, given, work) {
        await create(row, given, work, parts)
        await refuseIntruder(row, work)
      },
      created: ({ row }, _given, work) => keepBinding(row, work),
      async update(row, old, given, work) {
        await update(row, old, given, work, parts)
        await refuseLegChange(row, old, work)
      },
      async updated({ row }, old, _given, work) {
        release(old, row, hints)
        await moveBinding(row, old, work)
        if (row['fixed_ips'] === old['fixed_ips']) return
        await releaseAddresses(work, row)
        if (work.asked) await followGateway(row, work)
      },
      async remove(row, work) {
        await guard(row, work)
        await releasePort(work, row)
      },
      removed: row => release(row, undefined, hints),
      derived: portDerivation(settings),
    },
    PortBinding: bindingBehaviour(settings),
  }
}

export const portKinds: Kinds = settings => makePortKinds(settings, inTurn())
