/**
 * What goes along when an object is deleted. It is worked out before anything is written, level by level, by queries
 * on the referring attribute; of objects that go, nothing is kept but their ids.
 */
import type { Json } from '@baryon/kit'
import { type Caller, type Filter, idOf, type Kind, type Reference, type Row } from '@baryon/model'
import type { Transaction } from '@baryon/store'
import { isVisible } from './authorize.ts'
import type { Context } from './context.ts'
import { planOf, type ReferrerPlan } from './plan.ts'

/** How many keys one query asks for, and how many objects it answers. */
const KEYS_PER_QUERY = 200
const PAGE = 500

/** An object that goes. `users` are those that go because of it. */
export interface Doomed {
  readonly kind: Kind
  readonly id: string
  /** The value that others refer to it by. */
  readonly key: Json
  /** Whether the caller may know of it. */
  readonly visible: boolean
  readonly users: Doomed[]
}

/** Objects that refer to some of the doomed and do not go because of them. */
export interface Use extends ReferrerPlan {
  readonly targets: readonly Doomed[]
}

export interface Cascade {
  readonly root: Doomed
  has(kind: Kind, id: string): boolean
  /** Whether objects of that kind go. */
  hasKind(kind: Kind): boolean
  /** Uses by references that are not cascades. */
  readonly uses: readonly Use[]
}

/** The objects that refer to one of these keys. */
export function usersOf(reference: Reference, targets: readonly Doomed[]): Filter {
  const { attribute, many } = reference
  const keys = targets.map(target => target.key)
  return many ? { any: keys.map(key => ({ attribute, holds: key })) } : { attribute, in: keys }
}

/** All objects that match, page by page. Changing or deleting those of earlier pages does not disturb it. */
export async function* pages(tx: Transaction, kind: Kind, filter: Filter) {
  let marker: string | undefined
  for (;;) {
    const page = await tx.list(kind, { filter, limit: PAGE, ...(marker === undefined ? {} : { marker }) })
    if (page.length > 0) yield page
    const last = page.at(-1)
    if (last === undefined || page.length < PAGE) return
    marker = idOf(kind, last.row)
  }
}

function chunks<T>(items: readonly T[]): T[][] {
  const made: T[][] = []
  for (let start = 0; start < items.length; start += KEYS_PER_QUERY)
    made.push(items.slice(start, start + KEYS_PER_QUERY))
  return made
}

const doom = (kind: Kind, row: Row, caller: Caller): Doomed => ({
  kind,
  id: idOf(kind, row),
  key: row[kind.key[0] ?? ''] ?? null,
  visible: isVisible(kind, caller, row),
  users: [],
})

/** The doomed objects by kind and id. */
class Roll {
  readonly #byKind = new Map<Kind, Map<string, Doomed>>()

  get(kind: Kind, id: string) {
    return this.#byKind.get(kind)?.get(id)
  }

  hasKind(kind: Kind) {
    return this.#byKind.has(kind)
  }

  add(doomed: Doomed) {
    const ids = this.#byKind.get(doomed.kind)
    if (ids === undefined) this.#byKind.set(doomed.kind, new Map([[doomed.id, doomed]]))
    else ids.set(doomed.id, doomed)
  }
}

/** Dooms the users of these objects; answers those that were not doomed before. */
async function follow(use: Use, roll: Roll, { tx, caller }: Context): Promise<Doomed[]> {
  const found: Doomed[] = []
  const byKey = new Map(use.targets.map(target => [target.key, target]))
  for await (const page of pages(tx, use.kind, usersOf(use.reference, use.targets))) {
    for (const { row } of page) {
      const known = roll.get(use.kind, idOf(use.kind, row))
      const user = known ?? doom(use.kind, row, caller)
      if (known === undefined) {
        roll.add(user)
        found.push(user)
      }
      const value = row[use.reference.attribute] ?? null
      for (const key of Array.isArray(value) ? value : [value]) byKey.get(key)?.users.push(user)
    }
  }
  return found
}

/** Works out what goes when that object is deleted. Circles of references end where they began. */
export async function cascadeOf(kind: Kind, row: Row, context: Context): Promise<Cascade> {
  const root = doom(kind, row, context.caller)
  const roll = new Roll()
  roll.add(root)
  const uses: Use[] = []
  let level: Doomed[] = [root]
  while (level.length > 0) {
    const next: Doomed[] = []
    for (const [levelKind, members] of Map.groupBy(level, member => member.kind)) {
      for (const referrer of planOf(context.registry, levelKind).referrers) {
        for (const targets of chunks(members)) {
          const use = { ...referrer, targets }
          if (use.reference.onDelete === 'cascade') next.push(...(await follow(use, roll, context)))
          else uses.push(use)
        }
      }
    }
    level = next
  }
  return { root, uses, has: (of, id) => roll.get(of, id) !== undefined, hasKind: of => roll.hasKind(of) }
}

/** All that goes, each behind those that go because of it; in a circle, in the order it was walked. */
export function inOrder({ root }: Cascade): Doomed[] {
  const ordered: Doomed[] = []
  const seen = new Set<Doomed>([root])
  const path = [{ node: root, next: 0 }]
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const user = top.node.users[top.next]
    top.next += 1
    if (user === undefined) {
      ordered.push(top.node)
      path.pop()
    } else if (!seen.has(user)) {
      seen.add(user)
      path.push({ node: user, next: 0 })
    }
  }
  return ordered
}
