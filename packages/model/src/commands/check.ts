import { loadPaths, showDiagnostics } from './select.ts'
import type { Terminal } from './terminal.ts'

export interface CheckOptions {
  readonly format: 'text' | 'json'
}

const counted = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`

/** Checks models and shows every fault; the exit code is 1 when there is an error. */
export async function checkModels(paths: readonly string[], options: CheckOptions, terminal: Terminal): Promise<void> {
  const loaded = await loadPaths(paths, terminal)
  const { diagnostics, services, ok } = loaded
  if (options.format === 'json') {
    terminal.out(JSON.stringify({ ok, services: services.map(service => service.name), diagnostics }, null, 2))
  } else {
    showDiagnostics(loaded, terminal)
    const errors = diagnostics.filter(diagnostic => diagnostic.severity === 'error').length
    const warnings = diagnostics.length - errors
    const parts = ok ? [counted(services.length, 'service'), 'no errors'] : [counted(errors, 'error')]
    terminal.out([...parts, ...(warnings > 0 ? [counted(warnings, 'warning')] : [])].join(', '))
  }
  terminal.exit(ok ? 0 : 1)
}
