/** What always holds of what is stored, whatever happened. */
import type { State } from '../state.ts'
import * as addresses from './addresses.ts'
import * as owners from './owners.ts'
import * as references from './references.ts'
import * as routing from './routing.ts'
import * as wiring from './wiring.ts'

/** Answers each breach of it. */
type Invariant = (state: State) => Iterable<string>

const { ownedOf: _owned, limitOf: _limit, ...owned } = owners

const invariants: Readonly<Record<string, Invariant>> = { ...addresses, ...references, ...routing, ...owned, ...wiring }

/** Every breach of every invariant. */
export const breaches = (state: State): readonly string[] =>
  Object.entries(invariants).flatMap(([name, invariant]) => [...invariant(state)].map(breach => `${name}: ${breach}`))
