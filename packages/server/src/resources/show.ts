import { Refusal } from '@baryon/kit'
import type { Kind } from '@baryon/model'
import type { Revision, Stored } from '@baryon/store'
import { present, type Viewer } from '../present/presenter.ts'
import { parseShow } from '../query/list-request.ts'
import { type Answer, jsonType, withRevision } from './answer.ts'
import type { Asking } from './asking.ts'
import { revisionAt } from './at.ts'
import { etagOf, isKnown } from './conditions.ts'
import { isBelow, missingParent, parentValue, unknownObject } from './parents.ts'
import type { ObjectTarget } from './target.ts'
import { viewerOf } from './viewer.ts'
import { showVirtualObject } from './virtual.ts'
import { mayGet } from './visibility.ts'

async function find(asking: Asking, target: ObjectTarget, at: Revision | undefined): Promise<Stored> {
  const { read } = asking.context.store
  const { kind, id, parents } = target
  if (parents.length > 0) {
    const missing = await missingParent((parent, key) => read.get(parent, key, at), parents, asking.caller)
    if (missing) throw new Refusal(missing)
  }
  const stored = await read.get(kind, id, at)
  if (
    stored === undefined ||
    !mayGet(kind, asking.caller, stored.row) ||
    !isBelow(stored.row, parentValue(kind, parents))
  )
    throw new Refusal(unknownObject(kind, id))
  return stored
}

/** Answers of objects that everyone who may get them sees alike, for as long as the store keeps the object at hand. */
const whole = new WeakMap<Stored, Answer>()

/** The answer with one object, as the viewer sees it. */
export async function objectAnswer(
  kind: Kind,
  stored: Stored,
  viewer: Viewer,
  fields?: readonly string[],
): Promise<Answer> {
  const known = fields === undefined ? whole.get(stored) : undefined
  if (known !== undefined) return known
  const shown = await present(kind, stored.row, viewer, fields)
  const headers = { 'content-type': jsonType, etag: etagOf(stored.revision) }
  const answer = { status: 200, headers, body: JSON.stringify(shown) }
  if (shown === stored.row) whole.set(stored, answer)
  return answer
}

/** `GET …/<plural>/<id>` */
export async function show(asking: Asking, target: ObjectTarget): Promise<Answer> {
  if (target.kind.virtual) return showVirtualObject(asking, target)
  const request = parseShow(target.kind, asking.query, asking.caller)
  if (!request.ok) throw new Refusal(...request.faults)
  const { store } = asking.context
  const at = request.value.at === undefined ? undefined : await revisionAt(store, request.value.at)
  const revision = at ?? store.journal.head()
  const stored = await find(asking, target, at)
  const etag = etagOf(stored.revision)
  if (isKnown(asking.headers['if-none-match'], etag)) return withRevision({ status: 304, headers: { etag } }, revision)
  return withRevision(await objectAnswer(target.kind, stored, viewerOf(asking), request.value.fields), revision)
}
