import { readFile } from 'node:fs/promises'
import { type Fault, failure, type Json, type Result, success } from '@baryon/kit'
import { parseDocument } from 'yaml'

export type Mapping = { readonly [name: string]: Json }

export const isMapping = (value: unknown): value is Mapping =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Reads a YAML file whose content is a mapping; an empty file is an empty one.
 * @param refused the fault for a file that is none, for that reason
 */
export async function readMapping(file: string, refused: (reason: string) => Fault): Promise<Result<Mapping>> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    return failure(refused((error as Error).message))
  }
  const document = parseDocument(text, { prettyErrors: true, stringKeys: true, logLevel: 'error' })
  if (document.errors.length > 0) return failure(...document.errors.map(({ message }) => refused(message)))
  const content: unknown = document.toJS() ?? {}
  return isMapping(content) ? success(content) : failure(refused('it is no mapping of names to values'))
}
