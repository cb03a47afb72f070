/** The bodies of the operations against their kinds. */
import { type Change, type Create, decideErrors } from '@baryon/decide'
import { type Fault, failure, type Json, type Result, success } from '@baryon/kit'
import { type Caller, isAdmin, keyOf } from '@baryon/model'
import type { Admission } from '../admit/admission.ts'
import { serverErrors } from '../errors.ts'
import { below, pointer } from '../pointer.ts'
import type { Operation, OperationName } from './operation.ts'

/** An operation with the id of its object; of a creation the one that it is to have, or an empty text. */
interface Meant {
  readonly operation: Operation
  readonly id: string
  readonly body: Json | undefined
}

type Admit = (admission: Admission, meant: Meant, caller: Caller) => Result<Change>

/**
 * A creation under an id that is known from elsewhere, such as another system that the object moves here from. Clients never choose ids
 * of objects whose ids are made up, so it is for administrators.
 */
function createAs(create: Create, id: string, caller: Caller): Result<Create> {
  const { kind, values } = create
  if (id === '') return success(create)
  const [attribute = ''] = kind.key
  if (!isAdmin(caller)) return failure(decideErrors.fault('attribute.denied', { attribute, policy: 'role:admin' }))
  const key = kind.generatedKey ? keyOf(kind, id) : undefined
  if (key !== undefined) return success({ ...create, values: { ...values, ...key } })
  return failure(
    serverErrors.fault('changes.member', { member: 'id', expected: `left out: ${kind.name} has its key in its body` }),
  )
}

function admitCreation(admission: Admission, { operation, id, body }: Meant, caller: Caller): Result<Change> {
  const admitted = admission.create(operation.kind, body, caller)
  return admitted.ok ? createAs(admitted.value, id, caller) : admitted
}

const admits: Readonly<Record<OperationName, Admit>> = {
  create: admitCreation,
  update: (admission, { operation, id, body }) =>
    admission.update(operation.kind, id, body, { ifRevision: operation.ifRevision }),
  delete: (_admission, { operation, id }) => ({
    ok: true,
    value: { verb: 'delete', kind: operation.kind, id, ifRevision: operation.ifRevision },
  }),
  action: (admission, { operation, id, body }) =>
    admission.action(operation.kind, id, operation.action ?? '', body, { ifRevision: operation.ifRevision }),
}

const place = (operation: Operation, ...more: readonly string[]) => pointer('operations', operation.index, ...more)

/** A fault of an operation's body as one of the request. */
export const inRequest = (operation: Operation, fault: Fault): Fault =>
  below(fault.pointer?.startsWith('/') ? place(operation, 'body') : place(operation), fault)

/** Reads the body of an operation, in which nothing has to be replaced any more. */
export function admitOperation(
  admission: Admission,
  operation: Operation,
  id: string,
  body: Json | undefined,
  caller: Caller,
): Result<Change> {
  const admitted = admits[operation.op](admission, { operation, id, body }, caller)
  return admitted.ok ? admitted : { ok: false, faults: admitted.faults.map(fault => inRequest(operation, fault)) }
}

/**
 * The faults of an operation that are certain before anything is done: those at a place whose value is taken from an
 * earlier object say nothing yet.
 */
export function certainFaults(admission: Admission, operation: Operation, caller: Caller): readonly Fault[] {
  const id = typeof operation.id === 'string' ? operation.id : ''
  const admitted = admitOperation(admission, operation, id, operation.body, caller)
  if (admitted.ok) return []
  const open = operation.froms.map(from => pointer(...from.path))
  return admitted.faults.filter(fault => !open.some(at => fault.pointer === at || fault.pointer?.startsWith(`${at}/`)))
}
