import { Refusal } from '@baryon/kit'
import type { Diagnostic } from '@baryon/model'
import { serverErrors } from '../errors.ts'

/** Models with errors, which are not served at all. */
export class BrokenModels extends Refusal {
  readonly diagnostics: readonly Diagnostic[]

  constructor(diagnostics: readonly Diagnostic[]) {
    const errors = diagnostics.filter(one => one.severity === 'error').length
    super(serverErrors.fault('models.broken', { errors }))
    this.name = 'BrokenModels'
    this.diagnostics = diagnostics
  }
}
