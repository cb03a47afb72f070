/** `PUT`, `PATCH` and actions: one object before, one object after. */
import { type Change, decideAction } from '@baryon/decide'
import type { Result } from '@baryon/kit'
import { answersItself } from '@baryon/model'
import { type Answer, jsonAnswer } from './answer.ts'
import type { Asking } from './asking.ts'
import { commit } from './commit.ts'
import type { ParentValue } from './parents.ts'
import type { ActionTarget, ObjectTarget } from './target.ts'
import { viewerOf } from './viewer.ts'
import {
  admissionOf,
  changeObject,
  decisionContext,
  granted,
  isDryRun,
  optionalBody,
  preconditionOf,
  requiredBody,
  requiredRevision,
  requireParents,
} from './write.ts'
import { writtenAnswer } from './written.ts'

type Admitted = Result<Exclude<Change, { verb: 'create' }>>

function change<T extends ObjectTarget | ActionTarget>(
  asking: Asking,
  target: T,
  admit: (parent: ParentValue | undefined) => Admitted,
): Promise<Answer> {
  return commit(asking, () => {
    const dryRun = isDryRun(asking)
    const { parent, expected } = preconditionOf(asking, target)
    const admitted = granted(admit(parent))
    return {
      dryRun,
      async work(tx) {
        const stored = await changeObject(asking, target, admitted, expected, tx)
        if (stored === undefined) return { status: 204, headers: {} }
        return writtenAnswer(target.kind, stored, viewerOf(asking, tx))
      },
    }
  })
}

/** `PUT …/<plural>/<id>` */
export const put = (asking: Asking, target: ObjectTarget): Promise<Answer> =>
  change(asking, target, parent =>
    admissionOf(asking.registry).update(target.kind, target.id, requiredBody(asking), { parent }),
  )

/** `PATCH …/<plural>/<id>` */
export const patch = (asking: Asking, target: ObjectTarget): Promise<Answer> =>
  change(asking, target, parent =>
    admissionOf(asking.registry).patch(target.kind, target.id, requiredBody(asking), { parent }),
  )

/** An action that the behaviour of the kind carries out answers what the behaviour says. */
function actByBehaviour(asking: Asking, target: ActionTarget): Promise<Answer> {
  return commit(asking, () => {
    const dryRun = isDryRun(asking)
    const { parent, expected } = preconditionOf(asking, target)
    const { kind, id, action } = target
    const admitted = granted(
      admissionOf(asking.registry).action(kind, id, action.name, optionalBody(asking), { parent }),
    )
    return {
      dryRun,
      async work(tx) {
        await requireParents(asking, target.parents, tx)
        const ifRevision = await requiredRevision(target, expected, tx)
        const answered = await decideAction({ ...admitted, ifRevision }, decisionContext(asking, tx))
        return answered === undefined ? { status: 204, headers: {} } : jsonAnswer(200, answered)
      },
    }
  })
}

/** `POST …/<plural>/<id>/<action>`, or the method that the model gives the action */
export const act = (asking: Asking, target: ActionTarget): Promise<Answer> =>
  answersItself(target.action)
    ? actByBehaviour(asking, target)
    : change(asking, target, parent =>
        admissionOf(asking.registry).action(target.kind, target.id, target.action.name, optionalBody(asking), {
          parent,
        }),
      )
