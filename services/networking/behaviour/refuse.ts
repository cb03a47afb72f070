import { Refusal } from '@baryon/kit'
import { networkingErrors } from './errors.ts'

/** Refuses what is being done. @throws Refusal with the fault of that code, always */
export function refuse(
  code: keyof typeof networkingErrors.rows,
  values: Readonly<Record<string, unknown>> = {},
  pointer?: string,
): never {
  throw new Refusal(networkingErrors.fault(code, values, pointer))
}
