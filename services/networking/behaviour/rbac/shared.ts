/** The attribute `shared` of what can be shared: whether the caller's project may use it because of a policy. */
import type { Derivation, Sight } from '@baryon/decide'
import { type Caller, type Filter, type PolicyExpression, permits, type Row, visible } from '@baryon/model'
import { EVERYONE } from './shareable.ts'

const isSharedWith: PolicyExpression = {
  any: [
    { constant: EVERYONE, target: 'shared_with', many: true },
    { caller: 'project', target: 'shared_with', many: true },
  ],
}

/** Whether the object is shared with all projects or with that of the caller. */
export const isShared = (row: Row, caller: Caller): boolean => permits(isSharedWith, caller, row)

const isTrue = (text: string) => ['true', '1'].includes(text.toLowerCase())

/** Everything (or nothing) as a filter. */
const always = (all: boolean): Filter => (all ? { all: [] } : { any: [] })

/** `shared=True`, `shared=False`. */
export function sharedFilter(values: readonly string[], { caller }: Sight): Filter {
  const seen = visible(isSharedWith, caller)
  const shared = typeof seen === 'boolean' ? always(seen) : seen
  const wanted = new Set(values.map(isTrue))
  if (wanted.size !== 1) return always(wanted.size > 0)
  return wanted.has(true) ? shared : { not: shared }
}

/** For kinds where `shared` is all that is derived. */
export const derivedShared: Derivation = {
  load: (rows, { caller }) => rows.map(row => ({ shared: isShared(row, caller) })),
  filters: { shared: sharedFilter },
}
