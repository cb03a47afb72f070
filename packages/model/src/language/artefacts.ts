import { emitScalars } from '../emit/client/emit-scalars.ts'
import type { Artefact } from '../emit/emitter.ts'
import { referencePage } from './reference/page.ts'
import { languageSchema } from './schema.ts'

/** The committed files that are made from the language itself; paths are relative to the project. */
export const languageArtefacts = (): readonly Artefact[] => [
  { path: 'docs/reference/model.schema.json', text: `${JSON.stringify(languageSchema, null, 2)}\n` },
  { path: 'docs/reference/model-language.md', text: referencePage() },
  { path: 'packages/client/src/generated/scalars.ts', text: emitScalars() },
]
