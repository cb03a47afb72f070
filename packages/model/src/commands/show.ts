import { stringify } from 'yaml'
import { emitDiagram } from '../emit/diagram/emit-diagram.ts'
import { emitDocs } from '../emit/docs/emit-docs.ts'
import type { Service } from '../ir.ts'
import { selectService } from './select.ts'
import type { Terminal } from './terminal.ts'

async function print(word: string, terminal: Terminal, write: (service: Service) => string): Promise<void> {
  const service = await selectService(word, terminal)
  if (service !== undefined) terminal.out(write(service).trimEnd())
  terminal.exit(service === undefined ? 1 : 0)
}

export interface ShowOptions {
  readonly format: 'yaml' | 'json'
}

const writers = {
  json: (service: Service) => JSON.stringify(service, null, 2),
  yaml: (service: Service) => stringify(service, { lineWidth: 0, aliasDuplicateObjects: false }),
} as const

/** Prints a service as it is understood: everything inherited and every default written out. */
export const showModel = (word: string, { format }: ShowOptions, terminal: Terminal): Promise<void> =>
  print(word, terminal, writers[format])

export interface DocsOptions {
  readonly diagram?: boolean
}

/** Prints the documentation of a service in Markdown, or its diagram in Mermaid. */
export const showDocs = (word: string, { diagram = false }: DocsOptions, terminal: Terminal): Promise<void> =>
  print(word, terminal, diagram ? emitDiagram : emitDocs)
