/**
 * The port arbiter: who holds a port. A port is held by one device on one host, exclusively, until it is let go.
 * A port may be deleted while it is held, as it could in Gluon: what wired it sees the deletion.
 */
import { type Fault, failure, type Json, type Result, success } from '@baryon/kit'
import type { Binding, Kind, Row } from '@baryon/model'
import { decideErrors } from './errors.ts'
import { pointer } from './pointer.ts'

/** The two values that say who holds a port. Null and the empty string mean nobody. */
export interface Holder {
  readonly host: Json
  readonly device: Json
}

/** `bind` and `unbind` change the holder, `keep` is the same holder or none again; the others refuse. */
export type BindingDecision = 'bind' | 'unbind' | 'keep' | 'refuse' | 'half'

type Hold = 'none' | 'half' | 'held'

const isEmpty = (value: Json) => value === null || value === ''

function holdOf(holder: Holder): Hold {
  const host = isEmpty(holder.host)
  return host === isEmpty(holder.device) ? (host ? 'none' : 'held') : 'half'
}

const isSame = (before: Holder, after: Holder) => before.host === after.host && before.device === after.device

/** Decides what a change of a port's holder means. Total: every pair of states has a decision. */
export function decideBinding(before: Holder, after: Holder): BindingDecision {
  if (isSame(before, after)) return 'keep'
  const wanted = holdOf(after)
  if (wanted === 'half') return 'half'
  if (holdOf(before) !== 'held') return wanted === 'held' ? 'bind' : 'keep'
  return wanted === 'none' ? 'unbind' : 'refuse'
}

const holder = (binding: Binding, row: Row): Holder => ({
  host: row[binding.host] ?? null,
  device: row[binding.device] ?? null,
})

function refusal(kind: Kind, binding: Binding, held: Holder, decision: 'refuse' | 'half', after: Holder): Fault {
  const names = { kind: kind.name, hostAttribute: binding.host, deviceAttribute: binding.device }
  if (decision === 'half') {
    const missing = isEmpty(after.host) ? binding.host : binding.device
    return decideErrors.fault('port.half_bound', names, pointer(missing))
  }
  const differs = held.host === after.host ? binding.device : binding.host
  return decideErrors.fault('port.bound', { ...names, host: held.host, device: held.device }, pointer(differs))
}

/** The empty form of the details: JSON text where they are kept as text. */
function noDetails(kind: Kind, binding: Binding): Json {
  const type = kind.attributes.find(attribute => attribute.name === binding.vifDetails)?.type.name
  return type === 'json' || type === 'map' || type === 'object' ? {} : '{}'
}

const nobody: Holder = { host: null, device: null }

/**
 * What the arbiter sets beside what was asked: nothing, or the cleared attributes of a port that is let go.
 * @param before the stored row; absent for a new object
 */
export function arbitrate(kind: Kind, before: Row | undefined, after: Row): Result<Row> {
  const { binding } = kind
  if (binding === undefined) return success({})
  const held = before === undefined ? nobody : holder(binding, before)
  const wanted = holder(binding, after)
  const decision = decideBinding(held, wanted)
  if (decision === 'refuse' || decision === 'half') return failure(refusal(kind, binding, held, decision, wanted))
  if (decision !== 'unbind') return success({})
  return success({
    [binding.host]: null,
    [binding.device]: null,
    [binding.vifType]: null,
    [binding.vifDetails]: noDetails(kind, binding),
  })
}
