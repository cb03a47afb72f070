import { type Fault, Refusal } from '@baryon/kit'
import type { Kind } from '@baryon/model'
import { pointer } from './pointer.ts'

/** Where in a body the fault of a write is to be looked for. */
function place(kind: Kind, fault: Fault): string | undefined {
  if (fault.pointer !== undefined) return fault.pointer
  if (fault.code === 'key.taken') return kind.key[0] === undefined ? undefined : pointer(kind.key[0])
  return undefined
}

/** Settles as the write does; its refusals get a pointer into the body. */
export async function pointed<T>(kind: Kind, write: Promise<T>): Promise<T> {
  try {
    return await write
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    throw new Refusal(
      ...error.faults.map(fault => {
        const at = place(kind, fault)
        return at === undefined ? fault : { ...fault, pointer: at }
      }),
    )
  }
}
