/** The operations of a request, one after the other in one transaction. */
import type { Change } from '@baryon/decide'
import { type Fault, type Json, Refusal } from '@baryon/kit'
import { idOf, keyOf } from '@baryon/model'
import type { Transaction } from '@baryon/store'
import { MOST_FAULTS } from '../bounded.ts'
import { serverErrors } from '../errors.ts'
import { pointer } from '../pointer.ts'
import { present } from '../present/presenter.ts'
import { type Answer, jsonType } from '../resources/answer.ts'
import type { Asking } from '../resources/asking.ts'
import { viewerOf } from '../resources/viewer.ts'
import { admissionOf, granted, perform } from '../resources/write.ts'
import { admitOperation, certainFaults, inRequest } from './admit.ts'
import { referredValue, replaceFroms } from './from.ts'
import type { From, Named, Operation } from './operation.ts'
import { type Befores, changeOf, recording } from './record.ts'

/** All faults of all bodies that are certain before anything is done, or more than an answer lists. */
export function bodyFaults(asking: Asking, operations: readonly Operation[]): readonly Fault[] {
  const admission = admissionOf(asking.registry)
  const faults: Fault[] = []
  for (const operation of operations) {
    if (faults.length > MOST_FAULTS) break
    faults.push(...certainFaults(admission, operation, asking.caller))
  }
  return faults
}

/** The id that an earlier object gives. @throws Refusal `id.malformed` */
function idFrom({ kind, index }: Operation, value: Json): string {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  const key = keyOf(kind, text)
  if (key !== undefined) return idOf(kind, key)
  const values = { id: text, kind: kind.name, key: kind.key.join(', ') }
  throw new Refusal(serverErrors.fault('id.malformed', values, pointer('operations', index, 'id')))
}

/** What the operation means now that the objects before it are known. */
function changeFor(asking: Asking, operation: Operation, named: ReadonlyMap<string, Named>): Change {
  const { caller, registry } = asking
  const { id = '', body, index } = operation
  const valueAt = (from: From) => referredValue(from, named)
  const known = typeof id === 'string' ? id : idFrom(operation, valueAt(id))
  const replaced = body === undefined ? undefined : replaceFroms(body, ['operations', index, 'body'], valueAt)
  return granted(admitOperation(admissionOf(registry), operation, known, replaced, caller))
}

/** Carries out one operation. @returns what `results` says of it */
async function runOperation(
  asking: Asking,
  operation: Operation,
  named: Map<string, Named>,
  tx: Transaction,
): Promise<Json> {
  const { kind, op, as } = operation
  const change = changeFor(asking, operation, named)
  try {
    const stored = await perform(asking, change, tx)
    const object = stored === undefined ? null : await present(kind, stored.row, viewerOf(asking, tx))
    if (object !== null && as !== undefined) named.set(as, { kind, row: object })
    const id = stored === undefined ? ('id' in change ? change.id : null) : idOf(kind, stored.row)
    return { op, service: kind.service, kind: kind.name, id, object }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    throw new Refusal(...error.faults.map(fault => inRequest(operation, fault)))
  }
}

/** Characters of JSON that an answer's parts may have together: many small operations on large objects have a very large one. */
const longestAnswer = 32 * 1024 * 1024

/** Writes values as JSON, as long as there is room. */
class Texts {
  #room = longestAnswer

  /** @throws Refusal `changes.large` */
  write(value: Json): string {
    const text = JSON.stringify(value)
    this.#room -= text.length
    if (this.#room < 0) throw new Refusal(serverErrors.fault('changes.large', { limit: longestAnswer }))
    return text
  }
}

/** Carries out all operations and answers what changed. */
export async function runChanges(
  asking: Asking,
  operations: readonly Operation[],
  dryRun: boolean,
  tx: Transaction,
): Promise<Answer> {
  const befores: Befores = new Map()
  const recorded = recording(tx, befores)
  const named = new Map<string, Named>()
  const texts = new Texts()
  const results: string[] = []
  for (const operation of operations) results.push(texts.write(await runOperation(asking, operation, named, recorded)))
  const revision = tx.entries.at(-1)?.revision ?? asking.context.store.journal.head()
  const changes = tx.entries.map(entry => texts.write(changeOf(entry, befores, asking.registry, asking.caller)))
  const facts = JSON.stringify({ revision, transaction: tx.entries[0]?.transaction ?? revision, dry_run: dryRun })
  const body = `${facts.slice(0, -1)},"results":[${results.join()}],"changes":[${changes.join()}]}`
  return { status: 200, headers: { 'content-type': jsonType }, body }
}
