import type { Desired, Key, Outcome, Target } from '../src/index.ts'

/** A target with its outside, as the rules see both. */
export interface TargetSubject {
  readonly target: Target
  /** Things that fit each other, parents before children: at least one of each kind that is described, and two of one kind. */
  readonly things: readonly Desired[]
  /** A thing that only differs from the one given by what it is told. undefined: this kind has no such variant. */
  changed(thing: Desired): Desired | undefined
  /** Keys of the things that the outside has now, asked behind the target's back. */
  peek(): Promise<readonly Key[]>
  /** The outside begins again with nothing. Without it the rules of that are passed over. */
  wipe?(): Promise<void>
  close(): Promise<void>
}

export type OpenTarget = () => Promise<TargetSubject>

const shown = ({ kind, id }: Key) => `${kind} "${id}"`

export const never = (): AbortSignal => new AbortController().signal

/** What the outside has, as sorted strings. */
export const held = async ({ peek }: TargetSubject): Promise<string[]> => [...new Set((await peek()).map(shown))].sort()

export const namesOf = (things: readonly Desired[]): string[] => things.map(({ key }) => shown(key)).sort()

/** Things that the target describes, in the order given. */
export const taken = ({ target, things }: TargetSubject): readonly Desired[] =>
  things.filter(({ key }) => target.describe().kinds.includes(key.kind))

/** Tells every thing. @returns the first answer that is not `done`, in words */
export async function tellAll(subject: TargetSubject): Promise<string | undefined> {
  for (const thing of taken(subject)) {
    const outcome = await subject.target.update(thing, never())
    if (outcome.result !== 'done') return `the update of ${shown(thing.key)} answers ${said(outcome)}`
  }
  return
}

/** Removes every thing, children first. @returns the first answer that is not `done`, in words */
export async function removeAll(subject: TargetSubject): Promise<string | undefined> {
  for (const { key, address } of taken(subject).toReversed()) {
    const outcome = await subject.target.remove(key, address, never())
    if (outcome.result !== 'done') return `the removal of ${shown(key)} answers ${said(outcome)}`
  }
  return
}

export const said = (outcome: Outcome): string =>
  outcome.result === 'done' ? 'done' : `${outcome.result} (${outcome.fault.message})`

const results = ['done', 'again', 'refused', 'orphan', 'diverged', 'denied']

/** What is wrong with the shape of an answer. */
export function misshapen(outcome: Outcome): string | undefined {
  if (!results.includes(outcome.result)) return `"${String(outcome.result)}" is no result`
  if (outcome.result === 'done') return
  const { code, message, cause, next } = outcome.fault ?? {}
  if (![code, message, cause, next].every(text => typeof text === 'string')) return `${outcome.result} without a fault`
  if (outcome.result !== 'again') return
  if (typeof outcome.away !== 'boolean') return 'again does not say whether the target is away'
  return outcome.after === undefined || outcome.after >= 0 ? undefined : `again after ${outcome.after} milliseconds`
}

/** Ends when the call does, or after so many milliseconds with undefined. */
export async function within<T>(call: Promise<T>, milliseconds: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<undefined>(resolve => {
    timer = setTimeout(resolve, milliseconds, undefined)
  })
  try {
    return await Promise.race([call, patience])
  } finally {
    clearTimeout(timer)
  }
}
