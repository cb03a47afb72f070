import type { Service } from '../ir.ts'

/** A file to write: its path below the emitter's folder, and its text. */
export interface Artefact {
  readonly path: string
  readonly text: string
}

/** Makes files from models. It sees nothing but them, and the same models always give the same files. */
export interface Emitter {
  emit(services: readonly Service[]): readonly Artefact[]
}

/** What every committed artefact begins with, as a comment of its language. */
export const banner = (source: string) => `Generated from ${source} by npm run generate. Do not edit.`
