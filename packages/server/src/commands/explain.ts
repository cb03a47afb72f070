import type { Fault, Refusal } from '@baryon/kit'
import { formatDiagnostic } from '@baryon/model'
import { BrokenModels } from '../process/broken-models.ts'

const paragraph = ({ message, cause, next }: Fault) => `  ${message}\n    why   ${cause}\n    next  ${next}`

/** Faults for people, one paragraph each. */
export function explainFaults(faults: readonly Fault[]): string {
  return `${faults.length === 1 ? 'This keeps' : `These ${faults.length} faults keep`} Baryon from starting:\n\n${faults.map(paragraph).join('\n\n')}\n`
}

/** Why the server did not start: what is wrong with the models line by line, then the faults. */
export function explain(refusal: Refusal, colour: boolean): string {
  const diagnostics = refusal instanceof BrokenModels ? refusal.diagnostics : []
  const found = diagnostics.map(one => `${formatDiagnostic(one, { colour })}\n\n`).join('')
  return found + explainFaults(refusal.faults)
}
