/** `PUT` and `DELETE` of one object. */
import type { Update } from '@baryon/decide'
import { Refusal } from '@baryon/kit'
import { present } from '../../present/presenter.ts'
import { type Answer, jsonAnswer } from '../../resources/answer.ts'
import type { Asking } from '../../resources/asking.ts'
import { commit } from '../../resources/commit.ts'
import { parentValue } from '../../resources/parents.ts'
import { viewerOf } from '../../resources/viewer.ts'
import { perform, requireParents } from '../../resources/write.ts'
import { admitUpdate } from '../body/admit.ts'
import { bodyOf, objectOf } from '../body/envelope.ts'
import { formOf } from '../body/form.ts'
import { looksOf } from '../dress.ts'
import { enveloped } from '../envelope.ts'
import { openstackErrors } from '../errors.ts'
import type { MemberTarget } from '../target.ts'
import { revisionAsked } from './if-match.ts'

/** `PUT …/<path>/<id>`: what is left out keeps its value. */
export function update(asking: Asking, { kind, id, parents }: MemberTarget): Promise<Answer> {
  return commit(asking, () => {
    const body = bodyOf(asking)
    if (body !== undefined && Object.hasOwn(body, kind.plural) && !Object.hasOwn(body, kind.noun))
      throw new Refusal(openstackErrors.fault('openstack.body_bulk'))
    const values = admitUpdate(formOf(kind), objectOf(kind, body), asking.caller)
    const ifRevision = revisionAsked(asking.headers['if-match'])
    const change: Update = { verb: 'update', kind, id, values, parent: parentValue(kind, parents), ifRevision }
    return {
      dryRun: false,
      async work(tx) {
        await requireParents(asking, parents, tx)
        const stored = await perform(asking, change, tx)
        if (stored === undefined) return { status: 204, headers: {} }
        const row = await present(kind, stored.row, viewerOf(asking, tx), undefined, looksOf(kind))
        return jsonAnswer(200, enveloped(kind, row))
      },
    }
  })
}

/** `DELETE …/<path>/<id>` */
export function remove(asking: Asking, { kind, id, parents }: MemberTarget): Promise<Answer> {
  return commit(asking, () => {
    if (asking.body !== undefined && asking.body.length > 0)
      throw new Refusal(openstackErrors.fault('openstack.body_delete'))
    const ifRevision = revisionAsked(asking.headers['if-match'])
    return {
      dryRun: false,
      async work(tx) {
        await requireParents(asking, parents, tx)
        await perform(asking, { verb: 'delete', kind, id, parent: parentValue(kind, parents), ifRevision }, tx)
        return { status: 204, headers: {} }
      },
    }
  })
}
