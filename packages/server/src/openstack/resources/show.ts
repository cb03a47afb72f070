import { showVirtual, type UrlParameters } from '@baryon/decide'
import { Refusal } from '@baryon/kit'
import { attributeOf, type Row } from '@baryon/model'
import type { Transaction } from '@baryon/store'
import { type LookOf, present } from '../../present/presenter.ts'
import { type Answer, jsonAnswer } from '../../resources/answer.ts'
import { type Asking, journaled } from '../../resources/asking.ts'
import { parentValue } from '../../resources/parents.ts'
import { viewerOf } from '../../resources/viewer.ts'
import { decisionContext, requireParents } from '../../resources/write.ts'
import { type Fields, looksOf, readFields } from '../dress.ts'
import { enveloped } from '../envelope.ts'
import { byName, type Parameters, parametersOf } from '../query/parameters.ts'
import type { MemberTarget } from '../target.ts'
import { found } from './found.ts'

/** Reading what is not stored may make it, so it is a write. */
async function virtualRow(
  asking: Asking,
  { kind, id, parents }: MemberTarget,
  said: UrlParameters,
  lookOf: LookOf,
): Promise<Row> {
  const unit = async (tx: Transaction): Promise<Row> => {
    await requireParents(asking, parents, tx)
    const row = await showVirtual(kind, id, decisionContext(asking, tx), parentValue(kind, parents), said)
    return present(kind, row, viewerOf(asking, tx), undefined, lookOf)
  }
  const committed = await asking.context.store.commit(journaled(asking), unit)
  if (!committed.ok) throw new Refusal(...committed.faults)
  return committed.value.value
}

/** Fields of which none is an attribute are words to the behaviour (`fields=dry-run`), and do not narrow the answer. */
async function virtualShown(asking: Asking, target: MemberTarget, parameters: Parameters, fields: Fields | undefined) {
  const { kind } = target
  const isNarrowing = fields?.attributes.some(name => attributeOf(kind, name) !== undefined)
  return virtualRow(asking, target, byName(parameters), looksOf(kind, isNarrowing ? fields : undefined))
}

/** `GET …/<path>/<id>` */
export async function show(asking: Asking, target: MemberTarget): Promise<Answer> {
  const { kind, id, parents } = target
  const parameters = parametersOf(asking.query)
  const fields = readFields(kind, parameters)
  if (kind.virtual) return jsonAnswer(200, enveloped(kind, await virtualShown(asking, target, parameters, fields)))
  const { row: stored } = await found(asking, kind, id, parents)
  const row = await present(kind, stored, viewerOf(asking), fields?.attributes, looksOf(kind, fields))
  return jsonAnswer(200, enveloped(kind, row))
}
