/** From the bytes of a body to its JSON. */
import { isUtf8 } from 'node:buffer'
import { type Fault, failure, type Json, type Result, success } from '@baryon/kit'
import { parse } from 'secure-json-parse'
import { MOST_FAULTS } from '../bounded.ts'
import { serverErrors } from '../errors.ts'
import { pointer } from '../pointer.ts'
import { scanJson } from './json-scan.ts'

const maximalDepth = 64

function textFault(text: string, at: string): Fault | undefined {
  const what = text.includes('\0') ? 'the NUL character' : text.isWellFormed() ? undefined : 'half a surrogate pair'
  return what === undefined ? undefined : serverErrors.fault('body.text', { what }, at)
}

type Path = readonly (string | number)[]

/** Faults of values that are JSON but cannot be kept, one after the other. Depth is bounded before. */
function* unkeepable(value: Json, path: Path): Generator<Fault> {
  if (typeof value === 'string') {
    const fault = textFault(value, pointer(...path))
    if (fault) yield fault
  } else if (typeof value === 'number') {
    if (!Number.isFinite(value)) yield serverErrors.fault('body.number', {}, pointer(...path))
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* unkeepable(item, [...path, index])
  } else if (value !== null && typeof value === 'object') {
    for (const [key, item] of Object.entries(value)) {
      const fault = textFault(key, pointer(...path))
      if (fault) yield fault
      else yield* unkeepable(item, [...path, key])
    }
  }
}

function parseFault(error: unknown): Fault {
  const reason = error instanceof Error ? error.message : String(error)
  if (reason === 'Object contains forbidden prototype property') return serverErrors.fault('body.key')
  return serverErrors.fault('body.json', { reason: reason.replaceAll(/\p{Cc}/gu, ' ') })
}

/** @returns the parsed body, or why it is refused: `body.*`. No bytes at all are undefined. */
export function parseBody(bytes: Buffer | undefined): Result<Json | undefined> {
  if (bytes === undefined || bytes.length === 0) return success(undefined)
  if (!isUtf8(bytes)) return failure(serverErrors.fault('body.utf8'))
  const scan = scanJson(bytes, maximalDepth)
  if (scan.depth > maximalDepth) return failure(serverErrors.fault('body.depth', { limit: maximalDepth }))
  let value: Json
  try {
    value = parse(bytes.toString('utf8'), undefined, { protoAction: 'error', constructorAction: 'error' })
  } catch (error) {
    return failure(parseFault(error))
  }
  const faults = scan.suspicious ? [...unkeepable(value, []).take(MOST_FAULTS + 1)] : []
  return faults.length > 0 ? failure(...faults) : success(value)
}
