/** What a controller can be asked besides what it has. */
import type { Json } from '@baryon/kit'
import type { PathSeen } from '@baryon/reconcile'
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

/** By the names that the controller knows the tenant and the network by. undefined: controllers of this dialect have no such question. */
export function pathRequest(
  dialect: Dialect,
  { tenant, segment, source, destination }: Readonly<Record<'tenant' | 'segment' | 'source' | 'destination', string>>,
): WireRequest | undefined {
  if (!dialect.paths) return undefined
  const parameters = { 'src-tenant': tenant, 'src-segment': segment, 'src-ip': source, 'dst-ip': destination }
  return get(`${path(dialect, 'testpath', 'controller-view')}?${new URLSearchParams(parameters)}`)
}

const asRecord = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

const asList = (value: unknown): readonly Json[] => (Array.isArray(value) ? value : [])

const asText = (value: unknown): string | null =>
  typeof value === 'string' ? value : (value ?? null) === null ? null : JSON.stringify(value)

/** A list whose first entry has a summary, and the ways. @throws SyntaxError for what is no JSON */
export function readPath(text: string): PathSeen {
  const first = asRecord(asList(JSON.parse(text))[0])
  const summary = asRecord(asList(first['summary'])[0])
  return {
    result: asText(summary['forward-result']),
    error: asText(summary['logical-error']),
    logical: asList(first['logical-path']),
    physical: asList(first['physical-path']),
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
