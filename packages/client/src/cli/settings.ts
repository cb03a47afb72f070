import { readFile } from 'node:fs/promises'
import type { Fetch } from '../transport.ts'
import { refuse } from './failure.ts'
import type { Environment } from './io.ts'
import { type Profile, profileNamed, readConfig } from './profile/config-file.ts'

export const defaultUrl = 'http://127.0.0.1:9696'

/** Milliseconds for one attempt. */
export const defaultTimeout = 30_000

/** The options that say which server and who asks, as they were given. */
export interface ConnectionOptions {
  readonly url?: string | undefined
  readonly token?: string | undefined
  readonly profile?: string | undefined
  readonly service?: string | undefined
  readonly ca?: string | undefined
  readonly insecure?: boolean | undefined
  readonly timeout?: string | undefined
  readonly retries?: string | undefined
}

/** How this call reaches its server: options before environment before profile before default. */
export interface Settings {
  readonly url: string
  readonly token: string | undefined
  readonly profile: string | undefined
  /** Service that is meant where several have the noun. */
  readonly service: string | undefined
  readonly format: string | undefined
  readonly ca: string | undefined
  readonly insecure: boolean
  readonly timeout: number
  readonly retries: number
}

function whole(text: string | undefined, option: string, fallback: number, least: number): number {
  if (text === undefined) return fallback
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= least) return value
  throw refuse('option.malformed', { value: text, option, reason: `it has to be a whole number from ${least}` })
}

/** A server's name without a scheme, as people write it. */
const bare = /^[\w.-]+(:\d+)?(\/|$)/

/** @returns the URL without slashes at its end. @throws CommandError `option.malformed` */
export function checkedUrl(url: string): string {
  const protocol = URL.canParse(url) ? new URL(url).protocol : ''
  if (protocol === 'http:' || protocol === 'https:') return url.replace(/\/+$/, '')
  throw refuse('option.malformed', {
    value: url,
    option: 'the URL',
    reason: `it has to begin with http:// or https://${bare.test(url) ? `, as "http://${url}" does` : ''}`,
  })
}

const originOf = (url: string | undefined) => (url !== undefined && URL.canParse(url) ? new URL(url).origin : undefined)

/**
 * A profile's token goes to the profile's own server alone: with another URL from an option or the environment it is left out.
 * @throws CommandError `profile.unknown`, `config.malformed`, `option.malformed`
 */
export async function readSettings(options: ConnectionOptions, env: Environment): Promise<Settings> {
  const config = await readConfig(env)
  const name = options.profile ?? (env.BARYON_PROFILE || config.current)
  const profile: Profile = name === undefined ? {} : profileNamed(config, name, env)
  const url = checkedUrl(options.url ?? (env.BARYON_URL || profile.url || defaultUrl))
  const own = originOf(url) === originOf(profile.url ?? defaultUrl)
  return {
    url,
    token: options.token ?? (env.BARYON_TOKEN || (own ? profile.token : undefined)),
    profile: name,
    service: options.service ?? profile.service,
    format: env.BARYON_FORMAT || profile.format,
    ca: options.ca ?? profile.ca,
    insecure: options.insecure ?? profile.insecure ?? false,
    timeout: whole(options.timeout, '--timeout', defaultTimeout, 1),
    retries: whole(options.retries, '--retries', 3, 0),
  }
}

/** A `fetch` for the settings' TLS; undefined where the platform's own does. */
export async function fetchOf(settings: Settings): Promise<Fetch | undefined> {
  if (settings.ca === undefined && !settings.insecure) return undefined
  const { nodeFetch } = await import('../node-fetch.ts')
  if (settings.ca === undefined) return nodeFetch({ insecure: settings.insecure })
  const file = settings.ca
  const ca = await readFile(file, 'utf8').catch((error: Error) => {
    throw refuse('file.unreadable', { file, reason: error.message })
  })
  return nodeFetch({ ca, insecure: settings.insecure })
}
