/** The bodies of the operations against their kinds. */
import type { Change } from '@baryon/decide'
import type { Fault, Json, Result } from '@baryon/kit'
import type { Caller } from '@baryon/model'
import type { Admission } from '../admit/admission.ts'
import { below, pointer } from '../pointer.ts'
import type { Operation, OperationName } from './operation.ts'

/** An operation with the id of its object; a creation has none. */
interface Meant {
  readonly operation: Operation
  readonly id: string
  readonly body: Json | undefined
}

type Admit = (admission: Admission, meant: Meant, caller: Caller) => Result<Change>

const admits: Readonly<Record<OperationName, Admit>> = {
  create: (admission, { operation, body }, caller) => admission.create(operation.kind, body, caller),
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
