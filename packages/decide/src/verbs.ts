import { type Fault, Refusal } from '@baryon/kit'
import type { Kind, StandardVerb } from '@baryon/model'
import type { Behaviour, VirtualObjects } from './behaviour.ts'
import { decideErrors } from './errors.ts'

const all: readonly StandardVerb[] = ['create', 'list', 'get', 'update', 'delete']

const hookOf: Readonly<Record<StandardVerb, keyof VirtualObjects>> = {
  create: 'create',
  list: 'list',
  get: 'get',
  update: 'update',
  delete: 'remove',
}

/** The standard verbs that are served: those of the model, and of a kind that is not stored, those that its behaviour has. */
export function verbsOf(kind: Kind, behaviour: Behaviour | undefined): readonly StandardVerb[] {
  const declared = kind.verbs ?? all
  if (!kind.virtual) return declared
  return declared.filter(verb => behaviour?.virtual?.[hookOf[verb]] !== undefined)
}

export const absentVerb = (kind: Kind, verb: StandardVerb, verbs: readonly StandardVerb[]): Fault =>
  decideErrors.fault('verb.absent', { kind: kind.name, verb, verbs: verbs.join(', ') || 'nothing' })

/** @throws Refusal `verb.absent` */
export function requireVerb(kind: Kind, behaviour: Behaviour | undefined, verb: StandardVerb) {
  if (kind.verbs === undefined && !kind.virtual) return
  const verbs = verbsOf(kind, behaviour)
  if (!verbs.includes(verb)) throw new Refusal(absentVerb(kind, verb, verbs))
}
