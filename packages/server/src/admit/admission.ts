/** The stage between a request's body and a change: everything that can be said about a body without reading anything. */

import type { Act, Create, Parent, Update } from '@baryon/decide'
import type { Result } from '@baryon/kit'
import { bodyValidator, type Caller, inputValidator, type Kind, type Registry } from '@baryon/model'
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
  /** Compiles what checks the bodies of all kinds, so that no request waits for it. */
  warm(): void
}

export function createAdmission(registry: Registry): Admission {
  return {
    create: admitCreate,
    isBulk,
    createAll: admitBulk,
    update: admitUpdate,
    patch: admitPatch,
    action: admitAction,
    warm() {
      for (const kind of registry.kinds()) {
        for (const mode of ['create', 'update', 'patch'] as const) bodyValidator(kind, mode)
        for (const action of kind.actions) inputValidator(action)
      }
    },
  }
}
