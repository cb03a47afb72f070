import type { Change } from '@baryon/decide'
import type { Answer } from './answer.ts'
import type { Asking } from './asking.ts'
import { commit } from './commit.ts'
import type { ObjectTarget } from './target.ts'
import { changeObject, isDryRun, preconditionOf } from './write.ts'

/** `DELETE …/<plural>/<id>` */
export function remove(asking: Asking, target: ObjectTarget): Promise<Answer> {
  return commit(asking, () => {
    const dryRun = isDryRun(asking)
    const { parent, expected } = preconditionOf(asking, target)
    const change: Change = { verb: 'delete', kind: target.kind, id: target.id, parent }
    return {
      dryRun,
      async work(tx) {
        await changeObject(asking, target, change, expected, tx)
        return { status: 204, headers: {} }
      },
    }
  })
}
