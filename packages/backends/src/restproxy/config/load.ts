import { readFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { dirname, extname, resolve } from 'node:path'
import { type Fault, failure, type Result, success } from '@baryon/kit'
import type { DialectName } from '../dialects/dialect.ts'
import { restproxyErrors } from '../errors.ts'
import { checks } from './checks.ts'
import type { Draft, Note } from './draft.ts'
import { fromIni } from './from-ini.ts'
import { fromYaml } from './from-yaml.ts'
import { type Effective, readFields } from './read.ts'
import { Secret } from './secret.ts'
import { type Access, accessNames, controllerFields, fields, type Values } from './table.ts'

/** One controller, with what of the whole file holds for it. */
export interface Controller extends Access {
  readonly name: string
  /** Its origin. */
  readonly url: string
}

export interface Configuration extends Omit<Values<typeof fields>, keyof Access | 'dialect' | 'instance'> {
  readonly dialect: DialectName
  readonly instance: string
  /** In the order of preference; never empty. */
  readonly controllers: readonly Controller[]
}

/** What a configuration is read from; the text may hold secrets. */
export interface Origin {
  readonly source: Secret
  readonly file: string
  readonly host: string
}

export interface Loaded {
  readonly origin: Origin
  readonly configuration: Configuration
  readonly effective: readonly Effective[]
  readonly notes: readonly Note[]
}

/** A file without a telling name is an ini file when its first line that says something is a section or `key =`. */
function isIni(file: string, source: string): boolean {
  const ending = extname(file).toLowerCase()
  if (ending !== '') return ending === '.ini' || ending === '.conf'
  const first = source.split('\n').find(line => !/^\s*([#;]|$)/.test(line)) ?? ''
  return /^\s*(\[|[\w.]+\s*=)/.test(first)
}

/** Of an entry below `controllers`; what it does not say is as in the whole file. Credentials are of one kind. */
function accessOf(own: Partial<Access>, given: ReadonlySet<string>, all: Access): Access {
  const credentials = given.has('auth.basic') || given.has('auth.token')
  const from = (name: keyof Access) =>
    given.has(name) || (credentials && name.startsWith('auth.')) ? own[name] : all[name]
  return Object.fromEntries(accessNames.map(name => [name, from(name)])) as unknown as Access
}

function hostAndPort(url: string): string {
  const { hostname, port, protocol } = new URL(url)
  return `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`
}

interface Members {
  readonly controllers: readonly Controller[]
  /** Where each is written. */
  readonly places: readonly string[]
  readonly effective: readonly Effective[]
  readonly faults: readonly Fault[]
}

function members(draft: Draft, all: Access, folder: string): Members {
  const controllers: Controller[] = []
  const places: string[] = []
  const effective: Effective[] = []
  const faults: Fault[] = []
  for (const [index, { at, given }] of draft.controllers.entries()) {
    const read = readFields(controllerFields, given, folder, `controllers.${index + 1}.`)
    faults.push(...read.faults)
    effective.push(...read.effective.filter(one => one.from !== 'default'))
    const { url } = read.values
    if (!given.has('url')) {
      const about = {
        key: `controllers.${index + 1}.url`,
        at,
        reason: 'A controller is reached by it',
        bound: controllerFields.url.bound,
      }
      faults.push(restproxyErrors.fault('restproxy.missing', about))
    } else if (url !== undefined) {
      const name = read.values.name ?? hostAndPort(url)
      controllers.push({ name, url, ...accessOf(read.values, new Set(given.keys()), all) })
      places.push(at)
    }
  }
  return { controllers, places, effective, faults }
}

/**
 * From the text of a file. Every fault is found at once.
 * @param host name of this machine, by which controllers know it unless the file says otherwise
 */
export function parseConfiguration(source: string, file: string, host: string): Result<Loaded> {
  const folder = dirname(resolve(file))
  const draft = isIni(file, source) ? fromIni(source, file) : fromYaml(source, file)
  const read = readFields(fields, draft.given, folder)
  const { controllers, places, effective, faults: ofMembers } = members(draft, read.values, folder)
  const instance = read.values.instance ?? `neutron-${host}`
  const { dialect } = read.values
  const configuration = { ...read.values, instance, dialect, controllers }
  const found = [...draft.faults, ...read.faults, ...ofMembers]
  const broken = draft.faults.some(fault => fault.code === 'restproxy.syntax')
  const checked = checks(configuration, draft, places, file)
  const faults = broken ? found : [...found, ...checked.faults]
  if (faults.length > 0 || dialect === undefined) return failure(...faults)
  return success({
    origin: { source: Secret.inline(source), file, host },
    configuration: Object.freeze({ ...configuration, dialect }),
    effective: [...read.effective, ...effective].map(one =>
      one.name === 'instance' ? { ...one, value: instance } : one,
    ),
    notes: [...draft.notes, ...checked.notes],
  })
}

/** Reads `BARYON_RESTPROXY`. */
export async function loadConfiguration(file: string, host = hostname()): Promise<Result<Loaded>> {
  try {
    return parseConfiguration(await readFile(file, 'utf8'), file, host)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return failure(restproxyErrors.fault('restproxy.file', { file, reason }))
  }
}
