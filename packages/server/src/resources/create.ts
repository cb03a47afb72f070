import type { Create } from '@baryon/decide'
import { type Json, Refusal } from '@baryon/kit'
import { idOf, type Kind, type Row } from '@baryon/model'
import type { Stored, Transaction } from '@baryon/store'
import { serverErrors } from '../errors.ts'
import { below, pointer } from '../pointer.ts'
import { presenter } from '../present/presenter.ts'
import { type Answer, jsonAnswer } from './answer.ts'
import type { Asking } from './asking.ts'
import { commit, type Work } from './commit.ts'
import { parentValue } from './parents.ts'
import { segmentOf } from './path.ts'
import type { Collection } from './target.ts'
import { viewerOf } from './viewer.ts'
import { admissionOf, granted, isDryRun, perform, requiredBody, requireParents } from './write.ts'
import { writtenAnswer } from './written.ts'

/** An object that was just created is there; of a kind that is not stored there may be nothing to answer. */
async function performCreate(asking: Asking, change: Create, tx: Transaction): Promise<Stored | undefined> {
  const stored = await perform(asking, change, tx)
  if (stored === undefined && !change.kind.virtual) throw new Error(`a created ${change.kind.name} is gone`)
  return stored
}

const hasKey = ({ key }: Kind, row: Row) => key.every(name => (row[name] ?? null) !== null)

function locationOf(path: string, kind: Kind, { row }: Stored): Readonly<Record<string, string>> {
  if (!hasKey(kind, row)) return {}
  return { location: `${path.endsWith('/') ? path : `${path}/`}${segmentOf(kind, idOf(kind, row))}` }
}

function createOne(asking: Asking, target: Collection, change: Create): Work {
  return async tx => {
    await requireParents(asking, target.parents, tx)
    const stored = await performCreate(asking, change, tx)
    if (stored === undefined) return jsonAnswer(201, null)
    const { headers, body } = await writtenAnswer(target.kind, stored, viewerOf(asking, tx))
    return { status: 201, headers: { ...headers, ...locationOf(asking.path, target.kind, stored) }, body }
  }
}

function createAll(asking: Asking, { kind, parents }: Collection, changes: readonly Create[]): Work {
  return async tx => {
    await requireParents(asking, parents, tx)
    const rows: Row[] = []
    for (const [index, change] of changes.entries()) {
      try {
        rows.push((await performCreate(asking, change, tx))?.row ?? {})
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        throw new Refusal(...error.faults.map(fault => below(pointer(kind.plural, index), fault)))
      }
    }
    return jsonAnswer(201, { [kind.plural]: await presenter(kind, viewerOf(asking, tx))(rows) })
  }
}

/** Refuses no objects at all and more than one transaction may take. */
function requireCount(count: number, plural: string, limit: number) {
  if (count < 1 || count > limit)
    throw new Refusal(serverErrors.fault('operations.count', { limit, what: 'objects', count }, pointer(plural)))
}

/** `POST …/<plural>`: one object, or `{"<plural>": […]}`, all or none. */
export function create(asking: Asking, target: Collection): Promise<Answer> {
  return commit(asking, () => {
    const dryRun = isDryRun(asking)
    const body = requiredBody(asking)
    const { kind, parents } = target
    const admission = admissionOf(asking.registry)
    const parent = parentValue(kind, parents)
    if (!admission.isBulk(kind, body)) {
      const change = granted(admission.create(kind, body, asking.caller, parent))
      return { dryRun, work: createOne(asking, target, change) }
    }
    const objects = (body as { readonly [plural: string]: readonly Json[] })[kind.plural] ?? []
    requireCount(objects.length, kind.plural, asking.context.limits.operations)
    const changes = granted(admission.createAll(kind, body, asking.caller, parent))
    return { dryRun, work: createAll(asking, target, changes) }
  })
}
