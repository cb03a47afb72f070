import { readFile } from 'node:fs/promises'
import type { Json } from '@baryon/kit'
import type { Attribute, Type } from '@baryon/model'
import { isDocument } from '../attribute-option.ts'
import { CommandError, refuse } from '../failure.ts'
import { type Io, readAll } from '../io.ts'

/** Whether the text may come from a file: `@path`, or `@-` for standard input. */
const fromFile = (type: Type): boolean => isDocument(type) || type.name === 'map' || type.name === 'list'

export async function readText(file: string, io: Io): Promise<string> {
  if (file === '-') return readAll(io.stdin)
  return readFile(file, 'utf8').catch((error: Error) => {
    throw refuse('file.unreadable', { file, reason: error.message })
  })
}

/** Parts of a list or map are joined as one option would have them; JSON takes no further parts. */
function joined(texts: readonly string[], option: string): string {
  if (texts.length === 1) return texts[0] as string
  const json = texts.find(text => /^\s*[[{]/.test(text))
  if (json === undefined) return texts.join(',')
  throw refuse('option.malformed', { value: json, option, reason: 'JSON is the whole value and cannot be repeated' })
}

/**
 * Reads the texts that were given for one attribute.
 * An empty text clears what may be null and has no empty value of its own.
 * @throws CommandError `option.malformed`
 */
export async function readValue(attribute: Attribute, texts: readonly string[], io: Io): Promise<Json> {
  const { type } = attribute
  const option = `--${attribute.name.replaceAll('_', '-')}`
  const repeats = type.name === 'list' || type.name === 'map'
  if (texts.length > 1 && !repeats) throw refuse('option.conflict', { reason: `Give ${option} once` })
  let text = joined(texts, option)
  if (text.startsWith('@') && fromFile(type)) text = await readText(text.slice(1), io)
  if (text === '' && attribute.nullable && type.name !== 'string') return null
  return parsed(type, text, option)
}

/** Objects and maps in JSON may be a part of the value, or clear a part with null, when it is merged; what fits is for the server to say. */
function jsonObject(text: string, option: string): Json {
  try {
    const value = JSON.parse(text) as Json
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  } catch {
    // Told below, as any other value that is no object.
  }
  throw refuse('option.malformed', { value: text, option, reason: 'it has to be a JSON object' })
}

async function parsed(type: Type, text: string, option: string): Promise<Json> {
  if (type.name === 'object' || (type.name === 'map' && /^\s*\{/.test(text))) return jsonObject(text, option)
  const { parseText } = await import('@baryon/model/types')
  const result = parseText(type, text)
  if (result.ok) return result.value
  throw new CommandError(
    ...result.faults.map(fault => ({
      ...fault,
      code: 'option.malformed',
      status: 0,
      message: `${option}: ${fault.message}`,
    })),
  )
}
