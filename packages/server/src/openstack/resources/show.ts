import { showVirtual } from '@baryon/decide'
import { Refusal } from '@baryon/kit'
import type { Row } from '@baryon/model'
import type { Transaction } from '@baryon/store'
import { present } from '../../present/presenter.ts'
import { type Answer, jsonAnswer } from '../../resources/answer.ts'
import { type Asking, journaled } from '../../resources/asking.ts'
import { parentValue } from '../../resources/parents.ts'
import { viewerOf } from '../../resources/viewer.ts'
import { decisionContext, requireParents } from '../../resources/write.ts'
import { dresser, readFields } from '../dress.ts'
import { enveloped } from '../envelope.ts'
import { parametersOf } from '../query/parameters.ts'
import type { MemberTarget } from '../target.ts'
import { found } from './found.ts'

/** Reading what is not stored may make it, so it is a write. */
async function virtualRow(asking: Asking, { kind, id, parents }: MemberTarget): Promise<Row> {
  const unit = async (tx: Transaction): Promise<Row> => {
    await requireParents(asking, parents, tx)
    const row = await showVirtual(kind, id, decisionContext(asking, tx), parentValue(kind, parents))
    return present(kind, row, viewerOf(asking, tx))
  }
  const committed = await asking.context.store.commit(journaled(asking), unit)
  if (!committed.ok) throw new Refusal(...committed.faults)
  return committed.value.value
}

/** `GET …/<path>/<id>` */
export async function show(asking: Asking, target: MemberTarget): Promise<Answer> {
  const { kind, id, parents } = target
  const fields = readFields(kind, parametersOf(asking.query))
  const row = kind.virtual
    ? await virtualRow(asking, target)
    : await present(kind, (await found(asking, kind, id, parents)).row, viewerOf(asking), fields?.attributes)
  return jsonAnswer(200, enveloped(kind, dresser(kind, fields)(row)))
}
