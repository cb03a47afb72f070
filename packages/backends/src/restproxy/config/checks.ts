/** What has to go together in a configuration. */
import { X509Certificate } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import type { Fault } from '@baryon/kit'
import { dialects } from '../dialects/registry.ts'
import { restproxyErrors } from '../errors.ts'
import type { Draft, Note } from './draft.ts'
import type { Configuration, Controller } from './load.ts'
import { fields } from './table.ts'

/** While a file is read a dialect may be missing. */
type Read = Omit<Configuration, 'dialect'> & { readonly dialect: Configuration['dialect'] | undefined }

interface Place {
  at(field: string): string
  readonly file: string
}

function dialect({ dialect, generation }: Read, { at, file }: Place): Fault[] {
  if (dialect === undefined) {
    if (at('dialect') !== file) return []
    const about = { key: 'dialect', at: file, reason: fields.dialect.reason, bound: fields.dialect.bound }
    return [restproxyErrors.fault('restproxy.missing', about)]
  }
  const { generations } = dialects[dialect]
  if (generation === undefined || generations.includes(generation)) return []
  const problem = `the dialect ${dialect} has no generation ${generation}`
  const next = `Give one of ${generations.join(', ')}`
  return [restproxyErrors.fault('restproxy.conflict', { key: 'generation', at: at('generation'), problem, next })]
}

function twice(controllers: readonly Controller[], of: 'name' | 'url', places: readonly string[]): Fault[] {
  const seen = new Set<string>()
  return controllers.flatMap((controller, index) => {
    const value = controller[of]
    if (!seen.has(value)) {
      seen.add(value)
      return []
    }
    const about = {
      key: of,
      at: places[index] ?? '',
      problem: `two controllers have the ${of} "${value}"`,
      next: 'Give each its own',
    }
    return [restproxyErrors.fault('restproxy.conflict', about)]
  })
}

/** Rules that no router could be given. */
function tooManyRules(read: Partial<Read>, { at }: Place): Fault[] {
  const { 'router.rules': rules = [], 'router.maxRules': most = Number.POSITIVE_INFINITY } = read
  return [...new Set(rules.map(({ tenant }) => tenant))].flatMap(tenant => {
    const count = rules.filter(rule => rule.tenant === tenant).length
    if (count <= most) return []
    const problem = `"${tenant}" has ${count} rules, and a router may have ${most}`
    const next = 'Give fewer rules, or another router.maxRules'
    return [restproxyErrors.fault('restproxy.conflict', { key: 'router.rules', at: at('router.rules'), problem, next })]
  })
}

function unreadable(path: string, key: string, check: (pem: string) => void): Fault[] {
  try {
    check(readFileSync(path, 'utf8'))
    return []
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return [restproxyErrors.fault('restproxy.file', { file: path, reason: `${key}: ${reason}` })]
  }
}

/** Secrets and certificates that cannot be read stop a start, not the first call. */
function access(controller: Controller, at: string): Fault[] {
  const faults: Fault[] = []
  const key = (name: string) => `${name} of ${controller.name}`
  for (const name of ['auth.basic', 'auth.token', 'tls.passphrase'] as const) {
    const reason = controller[name]?.problem()
    if (reason !== undefined)
      faults.push(
        restproxyErrors.fault('restproxy.secret', { key: key(name), source: controller[name]?.source, reason }),
      )
  }
  const conflict = (name: string, problem: string, next: string) =>
    faults.push(restproxyErrors.fault('restproxy.conflict', { key: key(name), at, problem, next }))
  if (controller['auth.basic'] && controller['auth.token'])
    conflict('auth.token', 'auth.basic is there too', 'Give one of the two')
  if ((controller['tls.cert'] === undefined) !== (controller['tls.key'] === undefined))
    conflict('tls.cert', 'a certificate and its key go together', 'Give tls.cert and tls.key')
  if (controller['tls.verify'] === 'pin' && controller['tls.pins'].length === 0)
    conflict('tls.verify', 'there is no pin', 'Give tls.pins')
  for (const pin of controller['tls.pins'])
    if (pin.startsWith('file:')) faults.push(...unreadable(pin.slice(5), 'tls.pins', pem => new X509Certificate(pem)))
  for (const path of controller['tls.ca'] ?? [])
    if (!existsSync(path))
      faults.push(restproxyErrors.fault('restproxy.file', { file: path, reason: 'tls.ca: it is not there' }))
  for (const name of ['tls.cert', 'tls.key'] as const)
    if (controller[name] !== undefined) faults.push(...unreadable(controller[name], name, () => {}))
  return faults
}

function risks(controller: Controller, at: string): Note[] {
  const notes: Note[] = []
  const credentials = controller['auth.basic'] ?? controller['auth.token']
  if (controller.url.startsWith('http:') && credentials !== undefined)
    notes.push({ at, key: `url of ${controller.name}`, text: 'is not encrypted: credentials can be read on the way' })
  if (controller.url.startsWith('https:') && controller['tls.verify'] === 'none')
    notes.push({ at, key: `tls.verify of ${controller.name}`, text: 'is none: anybody can be that controller' })
  return notes
}

export interface Checked {
  readonly faults: readonly Fault[]
  readonly notes: readonly Note[]
}

/**
 * @param configuration may have values missing that were faults already
 * @param places where each controller is written
 */
export function checks(configuration: Read, draft: Draft, places: readonly string[], file: string): Checked {
  const place: Place = { file, at: name => draft.given.get(name)?.at ?? file }
  const { controllers } = configuration
  const faults = [
    ...dialect(configuration, place),
    ...tooManyRules(configuration, place),
    ...twice(controllers, 'name', places),
    ...twice(controllers, 'url', places),
  ]
  if (draft.controllers.length === 0 && draft.faults.length === 0) {
    const about = {
      key: 'controllers',
      at: file,
      reason: 'There is nobody to tell',
      bound: 'a list with at least one url (in an ini file: servers)',
    }
    faults.push(restproxyErrors.fault('restproxy.missing', about))
  }
  const notes: Note[] = []
  for (const [index, controller] of controllers.entries()) {
    faults.push(...access(controller, places[index] ?? file))
    notes.push(...risks(controller, places[index] ?? file))
  }
  const same = (one: Fault, other: Fault) => one.message === other.message && one.cause === other.cause
  return { faults: faults.filter((fault, at) => faults.findIndex(other => same(fault, other)) === at), notes }
}
