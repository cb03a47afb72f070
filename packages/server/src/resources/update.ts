/** `PUT`, `PATCH` and actions: one object before, one object after. */
import type { Change } from '@baryon/decide'
import type { Result } from '@baryon/kit'
import type { Answer } from './answer.ts'
import type { Asking } from './asking.ts'
import { commit } from './commit.ts'
import type { ParentValue } from './parents.ts'
import { objectAnswer } from './show.ts'
import type { ActionTarget, ObjectTarget } from './target.ts'
import { admissionOf, changeObject, granted, isDryRun, optionalBody, preconditionOf, requiredBody } from './write.ts'

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
        return objectAnswer(asking, target.kind, stored)
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

/** `POST …/<plural>/<id>/<action>` */
export const act = (asking: Asking, target: ActionTarget): Promise<Answer> =>
  change(asking, target, parent =>
    admissionOf(asking.registry).action(target.kind, target.id, target.action.name, optionalBody(asking), { parent }),
  )
