import { type Act, decideAction } from '@baryon/decide'
import type { Json } from '@baryon/kit'
import { answersItself } from '@baryon/model'
import type { Stored, Transaction } from '@baryon/store'
import { present } from '../../present/presenter.ts'
import { type Answer, jsonAnswer } from '../../resources/answer.ts'
import type { Asking } from '../../resources/asking.ts'
import { commit } from '../../resources/commit.ts'
import { parentValue } from '../../resources/parents.ts'
import type { ActionTarget } from '../../resources/target.ts'
import { viewerOf } from '../../resources/viewer.ts'
import { decisionContext, perform, requireParents } from '../../resources/write.ts'
import { admitAction } from '../body/action.ts'
import { bodyOf } from '../body/envelope.ts'
import { TENANT } from '../body/form.ts'
import { looksOf } from '../dress.ts'
import { enveloped } from '../envelope.ts'
import { revisionAsked } from './if-match.ts'

const PROJECT = 'project_id'

/** What a behaviour answers, with the project under both of its names wherever it is told. */
function withTenants(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(withTenants)
  const entries = Object.entries(value).map(([name, member]) => [name, withTenants(member)] as const)
  const told = Object.hasOwn(value, PROJECT) && !Object.hasOwn(value, TENANT)
  return Object.fromEntries(told ? [...entries, [TENANT, (value as { [PROJECT]: Json })[PROJECT]] as const] : entries)
}

async function objectAnswer(asking: Asking, { kind }: ActionTarget, stored: Stored | undefined, tx: Transaction) {
  if (stored === undefined) return { status: 204, headers: {} }
  return jsonAnswer(
    200,
    enveloped(kind, await present(kind, stored.row, viewerOf(asking, tx), undefined, looksOf(kind))),
  )
}

/** An action of one object, with the method that the model gives it. */
export function act(asking: Asking, target: ActionTarget): Promise<Answer> {
  const { kind, id, parents, action } = target
  return commit(asking, () => {
    const input = admitAction(kind, action, bodyOf(asking))
    const ifRevision = revisionAsked(asking.headers['if-match'])
    const change: Act = {
      verb: 'action',
      kind,
      id,
      action: action.name,
      input,
      parent: parentValue(kind, parents),
      ifRevision,
    }
    return {
      dryRun: false,
      async work(tx) {
        await requireParents(asking, parents, tx)
        if (!answersItself(action)) return objectAnswer(asking, target, await perform(asking, change, tx), tx)
        const answered = await decideAction(change, decisionContext(asking, tx))
        return answered === undefined ? { status: 204, headers: {} } : jsonAnswer(200, withTenants(answered))
      },
    }
  })
}
