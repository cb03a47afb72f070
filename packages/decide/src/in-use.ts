import type { Fault } from '@baryon/kit'
import { type Caller, idOf, type Kind } from '@baryon/model'
import type { Stored, Transaction } from '@baryon/store'
import { isVisible } from './authorize.ts'
import { type Cascade, type Doomed, pages, type Use, usersOf } from './cascade.ts'
import type { Context } from './context.ts'
import { decideErrors } from './errors.ts'

/** How many users of an object a fault names. */
const NAMED = 5

/** Objects that keep others from being deleted. */
interface Users {
  readonly first: readonly Stored[]
  readonly count: number
}

/** Those that use the targets, where none of their kind goes along: two indexed queries, however many there are. */
async function allUsers(use: Use, tx: Transaction): Promise<Users> {
  const filter = usersOf(use.reference, use.targets)
  const first = await tx.list(use.kind, { filter, limit: NAMED })
  return { first, count: first.length < NAMED ? first.length : await tx.count(use.kind, filter) }
}

/** Those that use the targets and do not go along. */
async function remainingUsers(use: Use, cascade: Cascade, tx: Transaction): Promise<Users> {
  const first: Stored[] = []
  let count = 0
  for await (const page of pages(tx, use.kind, usersOf(use.reference, use.targets))) {
    const staying = page.filter(({ row }) => !cascade.has(use.kind, idOf(use.kind, row)))
    count += staying.length
    first.push(...staying.slice(0, NAMED - first.length))
  }
  return { first, count }
}

/** Names the users that the caller may see; the others are only counted. */
function named(kind: Kind, users: readonly Stored[], caller: Caller) {
  const ids = users.filter(({ row }) => isVisible(kind, caller, row)).map(({ row }) => `"${idOf(kind, row)}"`)
  return ids.length === 0 ? '' : ` (${ids.join(', ')})`
}

/** Names the targets that the caller may see, a few of them. */
function targetIds(targets: readonly Doomed[]) {
  const ids = targets.filter(({ visible }) => visible).map(({ id }) => id)
  return [...ids.slice(0, NAMED), ...(ids.length > NAMED || ids.length === 0 ? ['…'] : [])].join('", "')
}

/** The fault for objects that something else still needs. */
export function inUse(use: Use, users: Users, caller: Caller): Fault {
  const [target] = use.targets
  return decideErrors.fault('reference.in_use', {
    kind: target?.kind.name,
    id: targetIds(use.targets),
    count: users.count,
    user: use.kind.name,
    ids: named(use.kind, users.first, caller),
    attribute: use.reference.attribute,
  })
}

/** One fault for each restricting reference that still holds an object of the cascade. */
export async function restrictions(cascade: Cascade, context: Context): Promise<Fault[]> {
  const faults: Fault[] = []
  for (const use of cascade.uses) {
    if (use.reference.onDelete !== 'restrict') continue
    const users = cascade.hasKind(use.kind)
      ? await remainingUsers(use, cascade, context.tx)
      : await allUsers(use, context.tx)
    if (users.count > 0) faults.push(inUse(use, users, context.caller))
  }
  return faults
}
