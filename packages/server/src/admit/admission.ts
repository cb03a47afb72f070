/** The stage between a request's body and a change: everything that can be said about a body without reading anything. */

import type { Act, Create, Parent, Update } from '@baryon/decide'
import type { Result } from '@baryon/kit'
import type { Caller, Kind, Registry } from '@baryon/model'
import { admitAction } from './action.ts'
import { admitBulk, admitCreate, isBulk } from './create.ts'
import { admitPatch } from './patch.ts'
import { admitUpdate, type Condition } from './update.ts'

/** Every refusal names all faults of the body, each with a pointer into it. Nothing here reads or throws. */
export interface Admission {
  create(kind: Kind, body: unknown, caller: Caller, parent?: Parent): Result<Create>
  /** Whether the body of a `POST` is a list of objects, for {@link Admission.createAll}. */
  isBulk(kind: Kind, body: unknown): boolean
  createAll(kind: Kind, body: unknown, caller: Caller, parent?: Parent): Result<readonly Create[]>
  /** Of `PUT`: what is left out keeps its value. */
  update(kind: Kind, id: string, body: unknown, condition?: Condition): Result<Update>
  /** Of `PATCH`: a JSON merge patch. */
  patch(kind: Kind, id: string, body: unknown, condition?: Condition): Result<Update>
  action(kind: Kind, id: string, action: string, body: unknown, condition?: Condition): Result<Act>
}

/** What checks a body is compiled when the first one of its kind comes, once for all registries that have the kind. */
export const createAdmission = (_registry: Registry): Admission => ({
  create: admitCreate,
  isBulk,
  createAll: admitBulk,
  update: admitUpdate,
  patch: admitPatch,
  action: admitAction,
})
