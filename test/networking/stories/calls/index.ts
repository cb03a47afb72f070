/** Every sort of call that stories are made of. */
import type { Make } from './call.ts'
import { networkCalls } from './networks.ts'
import { ownedCalls } from './owned.ts'
import { portCalls } from './ports.ts'
import { routerCalls } from './routers.ts'

export const calls: Readonly<Record<string, Make>> = { ...networkCalls, ...portCalls, ...routerCalls, ...ownedCalls }

/** How often some sorts come, where it is not once: those that most others need, and those whose refusals are many. */
const often: Readonly<Record<string, number>> = {
  createSubnet: 3,
  createPort: 5,
  updatePort: 4,
  addInterface: 3,
  updateRouter: 2,
  createFloatingIp: 3,
  associate: 5,
  forward: 4,
  bind: 4,
  activate: 3,
  createTrunk: 2,
  addSubports: 2,
  createRule: 2,
  share: 3,
}

/** What the administrator alone may do. */
export const reserved: ReadonlySet<string> = new Set(
  ['bind', 'activate', 'rebind', 'unbind', 'createSegment', 'deleteSegment', 'setQuota', 'resetQuota'].concat(
    Object.keys(ownedCalls).filter(sort => /Policy|Qos/.test(sort)),
  ),
)

/** The names of the sorts, each as often as it comes. */
export const sorts: readonly string[] = Object.keys(calls).flatMap(sort =>
  Array.from({ length: often[sort] ?? 1 }, () => sort),
)
