import { clientEmitter } from './client/emitter.ts'
import { diagramEmitter } from './diagram/emitter.ts'
import { docsEmitter } from './docs/emitter.ts'
import type { Emitter } from './emitter.ts'
import { openApiEmitter } from './openapi/emitter.ts'
import { sqlEmitter } from './sql/emitter.ts'

/** Every output there is of a model. */
export const emitters = {
  client: clientEmitter,
  diagram: diagramEmitter,
  docs: docsEmitter,
  openapi: openApiEmitter,
  sql: sqlEmitter,
} satisfies Readonly<Record<string, Emitter>>
