/** Objects that are not stored: their behaviour answers them. */
import { showVirtual } from '@baryon/decide'
import { type Json, Refusal } from '@baryon/kit'
import { compareText, idOf, type Kind, matches, type Row } from '@baryon/model'
import type { Query, Sort, Transaction } from '@baryon/store'
import { storeErrors } from '@baryon/store'
import { serverErrors } from '../errors.ts'
import { present } from '../present/presenter.ts'
import { parseShow } from '../query/list-request.ts'
import type { At } from '../query/plain.ts'
import { type Answer, jsonAnswer, withRevision } from './answer.ts'
import { type Asking, journaled } from './asking.ts'
import { parentValue } from './parents.ts'
import type { ObjectTarget } from './target.ts'
import { viewerOf } from './viewer.ts'
import { decisionContext, requireParents } from './write.ts'

/** @throws Refusal where a state in the past is asked for: only what is stored has one */
export function refusePast(kind: Kind, at: At | undefined): void {
  if (at === undefined) return
  const expected = `left out: ${kind.name} is not stored and has no history`
  const value = 'revision' in at ? at.revision : new Date(at.time).toISOString()
  throw new Refusal(serverErrors.fault('parameter.value', { name: 'at', value, expected }, '?at'))
}

/** `GET …/<plural>/<id>`: in a transaction, since reading may make what is read. */
export async function showVirtualObject(asking: Asking, target: ObjectTarget): Promise<Answer> {
  const { kind, id, parents } = target
  const request = parseShow(kind, asking.query, asking.caller)
  if (!request.ok) throw new Refusal(...request.faults)
  refusePast(kind, request.value.at)
  const unit = async (tx: Transaction) => {
    await requireParents(asking, parents, tx)
    const row = await showVirtual(kind, id, decisionContext(asking, tx), parentValue(kind, parents))
    return jsonAnswer(200, await present(kind, row, viewerOf(asking, tx), request.value.fields))
  }
  const done = await asking.context.store.commit(journaled(asking), unit)
  if (!done.ok) throw new Refusal(...done.faults)
  return withRevision(done.value.value, done.value.revision)
}

function compare(left: Json | undefined, right: Json | undefined): number {
  if (left === right) return 0
  if (left === null || left === undefined) return -1
  if (right === null || right === undefined) return 1
  if (typeof left === 'string' && typeof right === 'string') return compareText(left, right)
  return Number(left) - Number(right)
}

/** The order of a list: what was asked for, then the key, so that it is total. */
function ordered(kind: Kind, rows: readonly Row[], sort: readonly Sort[]): readonly Row[] {
  const descending = sort.at(-1)?.descending ?? false
  const by = [...sort, ...kind.key.map(attribute => ({ attribute, descending }))]
  return rows.toSorted((left, right) => {
    for (const { attribute, descending: down } of by) {
      const order = compare(left[attribute], right[attribute])
      if (order !== 0) return down ? -order : order
    }
    return 0
  })
}

/** What a store would answer to the query if it had these rows. @throws Refusal `marker.unknown` */
export function queried(kind: Kind, rows: readonly Row[], query: Query): readonly Row[] {
  const { filter, sort = [], marker, limit = rows.length, backwards = false } = query
  const found = ordered(kind, filter ? rows.filter(row => matches(filter, row)) : rows, sort)
  const at = marker === undefined ? undefined : found.findIndex(row => idOf(kind, row) === marker)
  if (at === -1) throw new Refusal(storeErrors.fault('marker.unknown', { kind: kind.name, id: marker }, '?marker'))
  if (backwards) return found.slice(0, at ?? found.length).slice(-limit)
  return found.slice(at === undefined ? 0 : at + 1).slice(0, limit)
}
