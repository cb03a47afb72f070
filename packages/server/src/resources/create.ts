import type { Create } from '@baryon/decide'
import { type Json, Refusal } from '@baryon/kit'
import { idOf, type Kind } from '@baryon/model'
import type { Stored, Transaction } from '@baryon/store'
import { serverErrors } from '../errors.ts'
import { below, pointer } from '../pointer.ts'
import { type Answer, jsonType } from './answer.ts'
import type { Asking } from './asking.ts'
import { commit, type Work } from './commit.ts'
import { parentValue } from './parents.ts'
import { segmentOf } from './path.ts'
import { projector } from './projection.ts'
import { objectAnswer } from './show.ts'
import type { Collection } from './target.ts'
import { admissionOf, granted, isDryRun, perform, requiredBody, requireParents } from './write.ts'

/** An object that was just created is there. */
async function performCreate(asking: Asking, change: Create, tx: Transaction): Promise<Stored> {
  const stored = await perform(asking, change, tx)
  if (stored === undefined) throw new Error(`a created ${change.kind.name} is gone`)
  return stored
}

const locationOf = (path: string, kind: Kind, stored: Stored) =>
  `${path.endsWith('/') ? path : `${path}/`}${segmentOf(kind, idOf(kind, stored.row))}`

function createOne(asking: Asking, target: Collection, change: Create): Work {
  return async tx => {
    await requireParents(asking, target.parents, tx)
    const stored = await performCreate(asking, change, tx)
    const { headers, body } = objectAnswer(asking, target.kind, stored)
    return { status: 201, headers: { ...headers, location: locationOf(asking.path, target.kind, stored) }, body }
  }
}

function createAll(asking: Asking, { kind, parents }: Collection, changes: readonly Create[]): Work {
  return async tx => {
    await requireParents(asking, parents, tx)
    const shown = projector(kind, asking.caller)
    const objects: Json[] = []
    for (const [index, change] of changes.entries()) {
      try {
        objects.push(shown((await performCreate(asking, change, tx)).row))
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        throw new Refusal(...error.faults.map(fault => below(pointer(kind.plural, index), fault)))
      }
    }
    return { status: 201, headers: { 'content-type': jsonType }, body: JSON.stringify({ [kind.plural]: objects }) }
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
