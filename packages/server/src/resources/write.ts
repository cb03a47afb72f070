/** What the writes have in common: their body, their parameters, and the change of one object. */

import { type Change, type Context, decide } from '@baryon/decide'
import { type Json, Refusal, type Result } from '@baryon/kit'
import type { Registry } from '@baryon/model'
import type { Revision, Stored, Transaction } from '@baryon/store'
import type { Admission } from '../admit/admission.ts'
import { createAdmission } from '../admit/admission.ts'
import { serverErrors } from '../errors.ts'
import { parseBody } from '../http/body.ts'
import { mediaFault } from '../http/media-type.ts'
import { parseWrite } from '../query/plain.ts'
import type { Asking } from './asking.ts'
import { type Expected, parseIfMatch } from './conditions.ts'
import { missingParent, type ParentValue, parentValue } from './parents.ts'
import type { ActionTarget, ObjectTarget, Step } from './target.ts'

const admissions = new WeakMap<Registry, Admission>()

/** What reads bodies by these models; made once a registry. */
export function admissionOf(registry: Registry): Admission {
  let admission = admissions.get(registry)
  if (admission === undefined) {
    admission = createAdmission(registry)
    admissions.set(registry, admission)
  }
  return admission
}

/** The value of a result. @throws Refusal with its faults */
export function granted<T>(result: Result<T>): T {
  if (!result.ok) throw new Refusal(...result.faults)
  return result.value
}

/** The parsed body; undefined without one. @throws Refusal `body.*`, `media.unsupported` */
export function optionalBody({ method, headers, body }: Asking): Json | undefined {
  const fault = body === undefined ? undefined : mediaFault(method, headers['content-type'])
  if (fault) throw new Refusal(fault)
  return granted(parseBody(body))
}

/** @throws Refusal also `body.missing` */
export function requiredBody(asking: Asking): Json {
  const body = optionalBody(asking)
  if (body === undefined) throw new Refusal(serverErrors.fault('body.missing'))
  return body
}

/** Whether the write is only tried. @throws Refusal `parameter.*` */
export const isDryRun = ({ query }: Asking): boolean => granted(parseWrite(query)).dryRun

/** In the transaction, since a parent may go at any time. @throws Refusal `key.unknown` */
export async function requireParents(asking: Asking, parents: readonly Step[], tx: Transaction): Promise<void> {
  if (parents.length === 0) return
  const missing = await missingParent((kind, id) => tx.get(kind, id), parents, asking.caller)
  if (missing) throw new Refusal(missing)
}

/** What changes of this request are decided with. */
export const decisionContext = (
  { context, registry, behaviours, hosts, caller }: Asking,
  tx: Transaction,
): Context => ({
  registry,
  behaviours,
  hosts,
  caller,
  tx,
  newId: () => context.newId(),
})

/** Carries a change out in the transaction. */
export const perform = (asking: Asking, change: Change, tx: Transaction): Promise<Stored | undefined> =>
  decide(change, decisionContext(asking, tx))

/** On what a change of one object depends. */
export interface Precondition {
  readonly parent: ParentValue | undefined
  /** Of `If-Match`; undefined: any. */
  readonly expected: Expected
}

export const preconditionOf = (asking: Asking, { kind, parents }: ObjectTarget | ActionTarget): Precondition => ({
  parent: parentValue(kind, parents),
  expected: granted(parseIfMatch(asking.headers['if-match'])),
})

/** The revision that the object has to be at: of several that will do the one that it has, if any. */
export async function requiredRevision(
  { kind, id }: ObjectTarget | ActionTarget,
  expected: Expected,
  tx: Transaction,
): Promise<Revision | undefined> {
  if (expected === undefined || expected.length === 1) return expected?.[0]
  const stored = await tx.get(kind, id)
  return expected.find(revision => revision === stored?.revision) ?? expected[0]
}

/** Changes the object of the URL: its parents are there, and it is at the revision that `If-Match` names. */
export async function changeObject(
  asking: Asking,
  target: ObjectTarget | ActionTarget,
  change: Exclude<Change, { verb: 'create' }>,
  expected: Expected,
  tx: Transaction,
): Promise<Stored | undefined> {
  await requireParents(asking, target.parents, tx)
  const ifRevision = await requiredRevision(target, expected, tx)
  return perform(asking, ifRevision === undefined ? change : { ...change, ifRevision }, tx)
}
