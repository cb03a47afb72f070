import type { Fault } from '@baryon/kit'
import { restproxyErrors } from '../errors.ts'
import type { Draft, Given, Note } from './draft.ts'
import { guessGeneration } from './generation.ts'
import { type IniEntry, readIni } from './ini.ts'
import { type IniKey, iniKeys, serverKeys } from './ini-keys.ts'
import { readServers } from './ini-servers.ts'
import { meant } from './nearest.ts'
import { fields } from './table.ts'

const sections: readonly string[] = [...new Set(iniKeys.map(row => row.section))]

interface Reading {
  readonly file: string
  readonly given: Map<string, Given>
  readonly notes: Note[]
  /** Of `serverKeys`, by their newest names. */
  readonly servers: Map<string, { readonly value: string; readonly at: string }>
  readonly keys: Set<string>
}

const fits = (row: IniKey, key: string) =>
  row.key.endsWith('*') ? key.startsWith(row.key.slice(0, -1)) : row.key === key || row.old?.includes(key) === true

const renamed = (name: string) => `is the old name of ${name}`

/** The newest name of a key wins over its old ones, as in oslo.config. */
function serverKey(key: string, entry: IniEntry, at: string, reading: Reading): boolean {
  const found = Object.entries(serverKeys).find(([name, old]) => name === key || old.includes(key))
  if (!found) return false
  const [name] = found
  if (name !== key) reading.notes.push({ at, key: entry.key, text: renamed(name) })
  if (name === key || !reading.keys.has(name)) reading.servers.set(name, { value: entry.value, at })
  return true
}

function become(row: IniKey, key: string, entry: IniEntry, at: string, reading: Reading) {
  const became = row.read(entry.value, key)
  if (became.note !== undefined) reading.notes.push({ at, key: entry.key, text: became.note })
  if (!('field' in became)) return
  const before = reading.given.get(became.field)
  const rest = row.many && Array.isArray(before?.value) ? before.value : []
  reading.given.set(became.field, { value: row.many ? [...rest, became.value] : became.value, at })
}

/** Sections that other parts of OpenStack read from the same file, and keys that nobody knows, are passed over and named. */
function entryOf(entry: IniEntry, known: ReadonlySet<string>, reading: Reading) {
  const section = entry.section.toLowerCase() || 'restproxy'
  const key = entry.key.toLowerCase()
  const at = `${reading.file}:${entry.line}`
  if (section === 'restproxy' && serverKey(key, entry, at, reading)) return
  const row = iniKeys.find(one => one.section === section && fits(one, key))
  if (!row) {
    const names = iniKeys.filter(one => one.section === section).map(one => one.key)
    const where = sections.includes(section) ? meant(key, names) : ` (nothing of [${entry.section}] is read)`
    reading.notes.push({ at, key: entry.key, text: `is passed over${where}` })
    return
  }
  if (row.old?.includes(key)) {
    reading.notes.push({ at, key: entry.key, text: renamed(row.key) })
    if (known.has(row.key)) return
  }
  become(row, key, entry, at, reading)
}

/** Rules of a form that the original passed over are passed over, and named. */
function rules(reading: Reading) {
  const given = reading.given.get('router.rules')
  if (!given || !Array.isArray(given.value)) return
  const right = given.value.filter(rule => 'value' in fields['router.rules'].parse([rule], ''))
  if (right.length === given.value.length) return
  const text = 'has a form that the original passed over: TENANT:SOURCE:DESTINATION:ACTION[:NEXTHOP,…]'
  reading.notes.push({ at: given.at, key: 'tenant_default_router_rule', text })
  if (right.length > 0) reading.given.set('router.rules', { value: right, at: given.at })
  else reading.given.delete('router.rules')
}

function overrides(reading: Reading) {
  const found = [...reading.given].filter(([name]) => name.startsWith('vif.overrides.'))
  for (const [name] of found) reading.given.delete(name)
  const first = found[0]
  if (!first) return
  const value = Object.fromEntries(found.map(([name, one]) => [name.slice('vif.overrides.'.length), one.value]))
  reading.given.set('vif.overrides', { value, at: first[1].at })
}

/** What one key says of several settings, and what keys that are not there say. */
function derived(reading: Reading, guess: ReturnType<typeof guessGeneration>) {
  const { given, file } = reading
  const timeout = given.get('deadlines.answer')
  if (timeout) for (const name of ['deadlines.connect', 'deadlines.body']) given.set(name, timeout)
  if (given.has('dialect')) return
  const at = `${file}: ${guess.because}`
  given.set('dialect', { value: guess.dialect, at })
  if (guess.generation !== undefined && !given.has('generation'))
    given.set('generation', { value: guess.generation, at })
  const named = guess.generation === undefined ? guess.dialect : `${guess.dialect}, generation ${guess.generation},`
  const text = `is not there, and ${named} follows from ${guess.because}; write dialect = … to be sure`
  reading.notes.push({ at: file, key: 'dialect', text })
}

/** A restproxy.ini of any generation, read unchanged. Keys that it may have of Baryon's own: `dialect`, `generation`, `mode`. */
export function fromIni(source: string, file: string): Draft {
  const { entries, problems } = readIni(source)
  const faults: Fault[] = problems.map(({ line, problem }) =>
    restproxyErrors.fault('restproxy.syntax', { at: `${file}:${line}`, problem }),
  )
  const keys = new Set(entries.map(entry => entry.key.toLowerCase()))
  const reading: Reading = { file, given: new Map(), notes: [], servers: new Map(), keys }
  const bare = entries.find(entry => entry.section === '')
  if (bare) {
    const text = 'stands before any section, and is read as of [restproxy]'
    reading.notes.push({ at: `${file}:${bare.line}`, key: bare.key, text })
  }
  for (const entry of entries) entryOf(entry, keys, reading)
  rules(reading)
  overrides(reading)
  const guess = guessGeneration(
    keys,
    entries.some(entry => entry.section === 'RESTPROXY'),
  )
  const written = reading.given.get('generation')?.value
  derived(reading, guess)
  const servers = readServers(reading.servers, written === undefined ? guess.generation : String(written), file)
  for (const [name, one] of servers.given) if (!reading.given.has(name)) reading.given.set(name, one)
  for (const problem of servers.problems)
    faults.push(
      restproxyErrors.fault('restproxy.value', {
        ...problem,
        value: `"${problem.value.replace(/.*@/, '***@')}"`,
        bound: problem.expected,
      }),
    )
  return { given: reading.given, controllers: servers.controllers, notes: [...reading.notes, ...servers.notes], faults }
}
