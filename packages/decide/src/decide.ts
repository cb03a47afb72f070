import type { Json } from '@baryon/kit'
import type { Kind, Row, StandardVerb } from '@baryon/model'
import type { Stored } from '@baryon/store'
import { act, actByBehaviour } from './action.ts'
import type { UrlParameters, Work } from './behaviour.ts'
import type { Act, Change, Changes, Parent } from './change.ts'
import type { Context } from './context.ts'
import { create } from './create.ts'
import { Doing } from './doing.ts'
import { load } from './load.ts'
import { remove } from './remove.ts'
import type { Scene } from './scene.ts'
import { update } from './update.ts'
import { requireVerb } from './verbs.ts'
import { actOnVirtual, getVirtual, virtualHandlers } from './virtual.ts'

type Handlers = {
  readonly [Verb in keyof Changes]: (change: Changes[Verb], scene: Scene) => Promise<Stored | undefined>
}

const handlers: Handlers = { create, update, delete: remove, action: act }

function dispatch<Verb extends keyof Changes>(verb: Verb, change: Changes[Verb], scene: Scene) {
  const table: Handlers = change.kind.virtual ? virtualHandlers : handlers
  return table[verb](change, scene)
}

const standard = (verb: Change['verb']): StandardVerb | undefined => (verb === 'action' ? undefined : verb)

const sceneOf = (kind: Kind, context: Context) => new Doing(context, kind.service, true)

/**
 * Carries a change out in a transaction, as its kind's model and behaviour mean it: writes the object and everything
 * that follows.
 * @returns the object as it is afterwards; undefined when it is gone. One of a kind that is not stored has revision 0
 * @throws Refusal with every fault found; then nothing of the change may be kept
 */
export async function decide(change: Change, context: Context): Promise<Stored | undefined> {
  const verb = standard(change.verb)
  if (verb !== undefined) requireVerb(change.kind, context.behaviours?.of(change.kind), verb)
  return dispatch(change.verb, change, sceneOf(change.kind, context))
}

/**
 * Carries out an action that the model leaves to the behaviour.
 * @returns what is answered; undefined: nothing
 * @throws Refusal as {@link decide}
 */
export async function decideAction(change: Act, context: Context): Promise<Json | undefined> {
  const scene = sceneOf(change.kind, context)
  if (change.kind.virtual) return actOnVirtual(change, scene)
  const stored = await load(change, `action:${change.action}`, scene)
  return actByBehaviour(change, stored, scene)
}

/**
 * One object of a kind that is not stored.
 * @throws Refusal `key.unknown`, `verb.absent`
 */
export const showVirtual = (
  kind: Kind,
  id: string,
  context: Context,
  parent?: Parent,
  parameters?: UrlParameters,
): Promise<Row> => getVirtual(kind, id, sceneOf(kind, context), parent, parameters)

/** Makes what the hook `listing` of a behaviour wants to be there. */
export const makeListed = (kind: Kind, make: (work: Work) => Promise<void>, context: Context): Promise<void> =>
  make(sceneOf(kind, context).unasked.work(kind))
