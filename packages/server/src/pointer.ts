import type { Fault } from '@baryon/kit'

/** The JSON pointer (RFC 6901) of a member of the body. */
export const pointer = (...path: readonly (string | number)[]): string =>
  path.map(step => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

/** The fault as seen from a larger body that has the refused one at `base`. Faults of parameters stay as they are. */
export const below = (base: string, fault: Fault): Fault =>
  fault.pointer?.startsWith('?') ? fault : { ...fault, pointer: base + (fault.pointer ?? '') }
