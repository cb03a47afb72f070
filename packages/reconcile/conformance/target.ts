import type { Desired, Key, Target } from '../src/index.ts'

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
