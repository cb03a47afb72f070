import type { Kind } from '@baryon/model'
import type { Work } from './behaviour.ts'
import type { Context } from './context.ts'

/** What one step of a decision is taken with: the context of the request, and what hooks are given. */
export interface Scene extends Context {
  /** Whether the step is what the request asked for, not what follows from it. */
  readonly asked: boolean
  /** The scene of what follows: companions, cascades, and what behaviours do. */
  readonly unasked: Scene
  /** What the hooks of that kind may use. */
  work(kind: Kind): Work
}

export const behaviourOf = ({ behaviours }: Context, kind: Kind) => behaviours?.of(kind)
