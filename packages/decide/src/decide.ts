import type { Stored } from '@baryon/store'
import { act } from './action.ts'
import type { Change, Changes } from './change.ts'
import type { Context } from './context.ts'
import { create } from './create.ts'
import { remove } from './remove.ts'
import { update } from './update.ts'

type Handlers = {
  readonly [Verb in keyof Changes]: (change: Changes[Verb], context: Context) => Promise<Stored | undefined>
}

const handlers: Handlers = { create, update, delete: remove, action: act }

function dispatch<Verb extends keyof Changes>(verb: Verb, change: Changes[Verb], context: Context) {
  return handlers[verb](change, context)
}

/**
 * Carries a change out in a transaction, as its kind's model means it: writes the object and everything that follows.
 * @returns the object as it is afterwards; undefined when it is gone
 * @throws Refusal with every fault found; then nothing of the change may be kept
 */
export const decide = (change: Change, context: Context): Promise<Stored | undefined> =>
  dispatch(change.verb, change, context)
