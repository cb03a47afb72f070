/** What a controller can be asked besides what it has. */
import type { Dialect } from '../dialects/dialect.ts'
import { path } from './path.ts'
import { type Capabilities, EMPTY, type WireRequest } from './request.ts'

const get = (target: string): WireRequest => ({ method: 'GET', path: target, body: EMPTY })

/** undefined: controllers of this dialect have none. */
export const capabilitiesRequest = (dialect: Dialect): WireRequest | undefined =>
  dialect.capabilities ? get(path(dialect, 'capabilities')) : undefined

/** Where there is no such question, any answer tells that somebody is there. */
export const healthRequest = (dialect: Dialect): WireRequest => get(path(dialect, 'health'))

/** undefined: controllers of this dialect do not know their switches. A 404 is that there is no such switch. */
export const switchRequest = (dialect: Dialect, host: string): WireRequest | undefined =>
  dialect.switches ? get(path(dialect, 'switches', host)) : undefined

/** Whether an answer to that describes a switch: an empty one says that there is none. */
export function saysSwitch(text: string): boolean {
  try {
    const answer: unknown = JSON.parse(text)
    return typeof answer === 'object' && answer !== null ? Object.keys(answer).length > 0 : Boolean(answer)
  } catch {
    return text.trim() !== ''
  }
}

/** An array of names; the names of an object were taken too. What cannot be read is none. */
export function readCapabilities(text: string): Capabilities {
  try {
    const answer: unknown = JSON.parse(text)
    if (typeof answer !== 'object' || answer === null) return new Set()
    const names: readonly unknown[] = Array.isArray(answer) ? answer : Object.keys(answer)
    return new Set(names.filter(name => typeof name === 'string'))
  } catch {
    return new Set()
  }
}
