import type { Create } from '@baryon/decide'
import { Refusal } from '@baryon/kit'
import type { Kind, Row } from '@baryon/model'
import type { Transaction } from '@baryon/store'
import { serverErrors } from '../../errors.ts'
import { presenter } from '../../present/presenter.ts'
import { type Answer, jsonAnswer } from '../../resources/answer.ts'
import type { Asking } from '../../resources/asking.ts'
import { commit } from '../../resources/commit.ts'
import { parentValue } from '../../resources/parents.ts'
import type { Collection } from '../../resources/target.ts'
import { viewerOf } from '../../resources/viewer.ts'
import { perform, requireParents } from '../../resources/write.ts'
import { admitCreate } from '../body/admit.ts'
import { bodyOf, type Members, objectOf, objectsOf } from '../body/envelope.ts'
import { formOf } from '../body/form.ts'
import { looksOf } from '../dress.ts'
import { enveloped } from '../envelope.ts'

/** Of a kind that is not stored there may be nothing to answer. */
async function performAll(
  asking: Asking,
  changes: readonly Create[],
  tx: Transaction,
): Promise<readonly (Row | undefined)[]> {
  const rows: (Row | undefined)[] = []
  for (const change of changes) rows.push((await perform(asking, change, tx))?.row)
  return rows
}

async function shown(asking: Asking, kind: Kind, rows: readonly Row[], tx: Transaction): Promise<readonly Row[]> {
  return presenter(kind, viewerOf(asking, tx), undefined, looksOf(kind))(rows)
}

function requireCount(count: number, limit: number) {
  if (count > limit) throw new Refusal(serverErrors.fault('operations.count', { limit, what: 'objects', count }))
}

/** `POST …/<path>`: one object, or several at once, all or none. */
export function create(asking: Asking, { kind, parents }: Collection): Promise<Answer> {
  return commit(asking, () => {
    const body = bodyOf(asking)
    const bulk = objectsOf(kind, body)
    requireCount(bulk?.length ?? 1, asking.context.limits.operations)
    const parent = parentValue(kind, parents)
    const changes = (bulk ?? [objectOf(kind, body)]).map((members: Members): Create => {
      return { verb: 'create', kind, values: admitCreate(formOf(kind), members, asking.caller), parent }
    })
    return {
      dryRun: false,
      async work(tx) {
        await requireParents(asking, parents, tx)
        const rows = await performAll(asking, changes, tx)
        const made = rows.filter(row => row !== undefined)
        if (made.length < rows.length) return jsonAnswer(201, null)
        const objects = await shown(asking, kind, made, tx)
        const [only] = objects
        return jsonAnswer(
          201,
          bulk === undefined && only !== undefined ? enveloped(kind, only) : { [kind.plural]: objects },
        )
      },
    }
  })
}
