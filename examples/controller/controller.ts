/** A controller, or a cluster of them that share what they are told. */

import type { FaultRule } from './faults.ts'
import { Admin } from './http/admin.ts'
import { type Door, Member } from './http/member.ts'
import type { Json } from './json.ts'
import type { Entry } from './log.ts'
import type { ControllerOptions } from './options.ts'
import { openService } from './service.ts'

export interface Controller {
  /** Of the first member, without the base. */
  readonly url: string
  readonly urls: readonly string[]
  /** Where the paths of its dialect begin. */
  readonly base: string
  /** Where {@link Admin} listens; empty: nowhere. */
  readonly admin: string
  /** All that it was told. */
  state(): Json
  hash(): string
  /** These faults from now on, at one member or at all. */
  faults(rules: readonly FaultRule[], member?: number): void
  /** Closes or opens one member or all. */
  door(door: Door, member?: number): Promise<void>
  /** The requests of one member or, member after member, of all. */
  requests(member?: number): readonly Entry[]
  forgetRequests(): void
  /** Ends all connections and begins anew at the same addresses; with `empty` without what it was told. */
  restart(options?: { readonly empty?: boolean }): Promise<void>
  stop(): Promise<void>
}

export async function startController(options: ControllerOptions): Promise<Controller> {
  const service = openService(options)
  const { listen = ['127.0.0.1:0'], redirects = listen.length > 1 } = options
  const leading = () => members.find(({ door }) => door === 'open')
  const members: Member[] = listen.map(address => {
    const member: Member = new Member(options, address, service, () => {
      const leader = redirects ? leading() : undefined
      return leader === undefined || leader === member ? undefined : leader.url
    })
    return member
  })
  const some = (member?: number) => (member === undefined ? members : members.slice(member, member + 1))
  await Promise.all(members.map(member => member.start()))
  const controller: Controller = {
    get url() {
      return members[0]?.url ?? ''
    },
    get urls() {
      return members.map(member => member.url)
    },
    base: service.base,
    get admin() {
      return admin?.url ?? ''
    },
    state: () => service.state(),
    hash: () => service.hash(),
    faults(rules, member) {
      for (const { faults } of some(member)) faults.replace(rules)
    },
    door: async (door, member) => {
      await Promise.all(some(member).map(one => one.setDoor(door)))
    },
    requests: member => some(member).flatMap(({ log }) => log.entries),
    forgetRequests() {
      for (const { log } of members) log.clear()
    },
    async restart({ empty = false } = {}) {
      await Promise.all(members.map(member => member.stop()))
      service.restart(empty)
      await Promise.all(members.map(member => member.setDoor('open')))
    },
    async stop() {
      await Promise.all([admin?.stop(), ...members.map(member => member.stop())])
    },
  }
  const admin = options.admin === undefined ? undefined : new Admin(controller, options.admin)
  await admin?.start()
  return controller
}
