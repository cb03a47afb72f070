import type { Json } from '@baryon/kit'
import { refuse } from '../failure.ts'
import type { Io } from '../io.ts'
import { readText } from './value.ts'

/**
 * The documents of a JSON or YAML file, several of them separated by `---`.
 * @param file a path, or `-` for standard input
 * @throws CommandError `file.unreadable`, `file.malformed`
 */
export async function readDocuments(file: string, io: Io): Promise<Json[]> {
  const text = await readText(file, io)
  const { parseAllDocuments } = await import('yaml')
  const documents = parseAllDocuments(text, { uniqueKeys: true, merge: true })
  if (!Array.isArray(documents)) throw refuse('file.malformed', { file, reason: 'it is empty' })
  return documents
    .map(document => {
      const [error] = document.errors
      if (error !== undefined)
        throw refuse('file.malformed', { file, reason: error.message.split('\n')[0]?.replace(/:$/, '') })
      return document.toJS({ maxAliasCount: 100 }) as Json
    })
    .filter(value => value !== null)
}

type Fields = { readonly [key: string]: Json }

const isFields = (value: Json): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * The objects in the documents of a file: each is an object, a list of objects, or `{<plural>: [object, …]}` as the API answers it.
 * @throws CommandError `file.malformed`
 */
export function objectsIn(documents: readonly Json[], plural: string, file: string): Fields[] {
  const objects = documents.flatMap(document => {
    const inner = isFields(document) && Array.isArray(document[plural]) ? document[plural] : document
    return Array.isArray(inner) ? (inner as readonly Json[]) : [inner]
  })
  const wrong = objects.findIndex(object => !isFields(object))
  if (wrong >= 0) throw refuse('file.malformed', { file, reason: `entry ${wrong + 1} is not an object` })
  if (objects.length === 0) throw refuse('file.malformed', { file, reason: 'it has no object' })
  return objects as Fields[]
}
