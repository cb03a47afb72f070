import { type Fault, failure, type Result, success } from '@baryon/kit'
import { applyPolicies, type Service } from '@baryon/model'
import { serverErrors } from '../errors.ts'
import { readMapping } from './yaml-file.ts'

/**
 * The services with the policies of a file instead of their own.
 * @param file rules by name, as oslo.policy writes them; absent: the services as they are
 */
export async function withPolicies(
  services: readonly Service[],
  file: string | undefined,
): Promise<Result<readonly Service[]>> {
  if (file === undefined) return success(services)
  const refused = (reason: string): Fault => serverErrors.fault('policy.file', { file, reason })
  const read = await readMapping(file, refused)
  if (!read.ok) return read
  const faults: Fault[] = []
  const rules: Record<string, string> = {}
  for (const [name, rule] of Object.entries(read.value)) {
    if (typeof rule === 'string') rules[name] = rule
    else faults.push(refused(`the rule of "${name}" is no text`))
  }
  return faults.length > 0 ? failure(...faults) : applyPolicies(services, rules)
}
