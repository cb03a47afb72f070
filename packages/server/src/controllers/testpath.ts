/** The way of a packet as a controller sees it. */
import { isIP } from 'node:net'
import { type Fault, failure, type Json, type Result, success } from '@baryon/kit'
import type { PathAsked, PathSeen } from '@baryon/reconcile'
import { serverErrors } from '../errors.ts'
import { type Plain, readPlain, refuseOthers } from '../query/plain.ts'
import { parseRaw } from '../query/raw.ts'
import type { Controller } from './named.ts'

const name = (expected: string): Plain<string> => ({
  expected,
  read: text => (text !== '' && text.length <= 255 ? text : undefined),
})

const address: Plain<string> = { expected: 'an IP address', read: text => (isIP(text) === 0 ? undefined : text) }

const parameters: Readonly<Record<keyof PathAsked, Plain<string>>> = {
  project: name('the id of a project'),
  network: name('the id of a network'),
  source: address,
  destination: address,
}
const names = Object.keys(parameters) as (keyof PathAsked)[]

/** All four parameters have to be there. */
export function readPath(query: string): Result<PathAsked> {
  const raw = parseRaw(query)
  if (!raw.ok) return raw
  const faults: Fault[] = []
  refuseOthers(raw.value, names, faults)
  const read = (of: keyof PathAsked) => {
    if (!raw.value.has(of)) faults.push(missing(of))
    return readPlain(raw.value, of, parameters[of], faults) ?? ''
  }
  const [project, network, source, destination] = names.map(read) as [string, string, string, string]
  return faults.length > 0 ? failure(...faults) : success({ project, network, source, destination })
}

const missing = (of: keyof PathAsked): Fault =>
  serverErrors.fault('parameter.value', { name: of, value: '', expected: parameters[of].expected }, `?${of}`)

const shownPath = ({ result, error, logical, physical }: PathSeen): Json => ({
  result,
  error,
  logical_path: [...logical],
  physical_path: [...physical],
})

/** @throws Refusal with what keeps the controller from saying it */
export async function testPath({ name: controller, target, fleet }: Controller, asked: PathAsked, signal: AbortSignal) {
  return { controller, ...asked, ...(shownPath(await fleet.testPath(target, asked, signal)) as object) } as Json
}
