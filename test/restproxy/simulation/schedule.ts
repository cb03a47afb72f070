/** What happens in one run: all of it follows from a number. */
import { Dice } from '../../networking/stories/dice.ts'
import { type Door, fair, type Strike, strikes, type Weather } from './front.ts'

/** What is simulated: how many controllers, what they speak, and how Baryon is set. */
export interface Setup {
  readonly mode: 'failover' | 'replicate'
  readonly dialect: 'floodlight-v1.0' | 'floodlight-v1.1' | 'bsn-v1.1' | 'bsn-v2.0'
  readonly generation?: string
  /** Doors: in `failover` two or three lead to one state, in `replicate` each to its own. */
  readonly doors: number
  readonly commit: 'async' | 'sync'
}

/** Floodlight itself; what else speaks its dialect keeps all that it is told. */
export const isFloodlight = ({ dialect, generation }: Setup): boolean =>
  dialect.startsWith('floodlight') && generation === undefined

export type Step =
  /** Requests to the API, so many at a time. */
  | { readonly do: 'write'; readonly calls: number; readonly together: number; readonly chance: number }
  | { readonly do: 'weather'; readonly at: number; readonly weather: Weather }
  | { readonly do: 'door'; readonly at: number; readonly door: Door }
  /** A controller begins anew, with nothing. */
  | { readonly do: 'wipe'; readonly at: number }
  /** Its process is gone for a while; what it had is there again. */
  | { readonly do: 'down'; readonly at: number }
  | { readonly do: 'up'; readonly at: number }
  | { readonly do: 'crash' }
  | { readonly do: 'pause' | 'resume'; readonly at: number }
  | { readonly do: 'resync'; readonly at: number; readonly what: 'auto' | 'bulk' | 'diff' }
  | { readonly do: 'wait'; readonly milliseconds: number }

export interface Schedule {
  readonly seed: number
  readonly setup: Setup
  readonly steps: readonly Step[]
}

const dialects = [
  { dialect: 'bsn-v2.0', generation: 'G2' },
  { dialect: 'bsn-v2.0', generation: 'G1' },
  { dialect: 'bsn-v1.1', generation: 'F' },
  { dialect: 'bsn-v1.1', generation: 'E' },
  { dialect: 'bsn-v1.1', generation: 'D' },
  { dialect: 'bsn-v1.1', generation: 'C' },
  { dialect: 'floodlight-v1.1' },
  { dialect: 'floodlight-v1.0' },
  { dialect: 'floodlight-v1.0', generation: 'B' },
] as const

function setupOf(dice: Dice): Setup {
  const chosen = dice.of(dialects)
  const shares = chosen.dialect.startsWith('bsn') && dice.once(2)
  return {
    ...chosen,
    mode: shares ? 'failover' : 'replicate',
    doors: shares ? 2 + dice.below(2) : 1 + dice.below(2),
    commit: dice.once(5) ? 'sync' : 'async',
  }
}

/** Of a share of the requests, now and then of nearly all. */
function weatherOf(dice: Dice): Weather {
  const chances: Partial<Record<Strike, number>> = {}
  for (let kinds = 1 + dice.below(3); kinds > 0; kinds--)
    chances[dice.of(strikes)] = dice.once(4) ? 400 : 20 + dice.below(150)
  return { chances, delay: dice.once(2) ? 30 : 0 }
}

function stepOf(dice: Dice, { doors, mode }: Setup): Step {
  const at = dice.below(doors)
  const chosen = dice.below(20)
  if (chosen < 8)
    return { do: 'write', calls: 3 + dice.below(12), together: 1 + dice.below(6), chance: dice.below(2 ** 30) }
  if (chosen < 11) return { do: 'weather', at, weather: dice.once(4) ? fair : weatherOf(dice) }
  if (chosen < 13) {
    const doorways: readonly Door[] =
      mode === 'failover' ? ['open', 'shut', 'silent', 'follower'] : ['open', 'shut', 'silent']
    return { do: 'door', at, door: dice.of(doorways) }
  }
  if (chosen === 13) return { do: 'wipe', at }
  if (chosen === 14) return { do: dice.once(2) ? 'down' : 'up', at }
  if (chosen < 17) return { do: 'crash' }
  if (chosen === 17) return { do: dice.once(2) ? 'pause' : 'resume', at }
  if (chosen === 18) return { do: 'resync', at, what: dice.of(['auto', 'bulk', 'diff']) }
  return { do: 'wait', milliseconds: dice.below(200) }
}

export function scheduleOf(seed: number): Schedule {
  const dice = new Dice(seed)
  const setup = setupOf(dice)
  return { seed, setup, steps: Array.from({ length: 6 + dice.below(12) }, () => stepOf(dice, setup)) }
}

/** For people. */
export const told = ({ setup, steps }: Schedule): string =>
  [JSON.stringify(setup), ...steps.map(step => `  ${JSON.stringify(step)}`)].join('\n')
