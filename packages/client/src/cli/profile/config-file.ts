import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { refuse } from '../failure.ts'
import type { Environment } from '../io.ts'
import { suggestion } from '../suggest.ts'

/** How to reach one server, and how to talk with it. */
export interface Profile {
  readonly url?: string
  readonly token?: string
  /** Service that is meant where several have the noun. */
  readonly service?: string
  readonly format?: string
  /** File with certificates in PEM to trust. */
  readonly ca?: string
  readonly insecure?: boolean
}

export interface Config {
  /** Profile that is taken when none is named. */
  readonly current?: string
  readonly profiles: Readonly<Record<string, Profile>>
}

const members: Readonly<Record<keyof Profile, 'string' | 'boolean'>> = {
  url: 'string',
  token: 'string',
  service: 'string',
  format: 'string',
  ca: 'string',
  insecure: 'boolean',
}

const base = (env: Environment, name: string, fallback: string) =>
  join(env[name] || join(env.HOME || homedir(), fallback), 'baryon')

export const configPath = (env: Environment): string => join(base(env, 'XDG_CONFIG_HOME', '.config'), 'config.yaml')
export const cacheFolder = (env: Environment): string => base(env, 'XDG_CACHE_HOME', '.cache')

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function faultOf(document: unknown): string | undefined {
  if (!isRecord(document)) return 'it has to be a map with "profiles"'
  const { current, profiles = {}, ...rest } = document
  const unknown = Object.keys(rest)[0]
  if (unknown !== undefined) return `it has an unknown member "${unknown}"`
  if (current !== undefined && typeof current !== 'string') return '"current" has to be the name of a profile'
  if (!isRecord(profiles)) return '"profiles" has to be a map'
  for (const [name, profile] of Object.entries(profiles)) {
    if (!isRecord(profile)) return `the profile "${name}" has to be a map`
    for (const [member, value] of Object.entries(profile)) {
      if (!Object.hasOwn(members, member)) return `the profile "${name}" has an unknown member "${member}"`
      const type = members[member as keyof Profile]
      if (typeof value !== type) return `"${member}" of the profile "${name}" has to be a ${type}`
    }
  }
  return undefined
}

/** @returns an empty configuration when there is no file. @throws CommandError `config.malformed` */
export async function readConfig(env: Environment): Promise<Config> {
  const file = configPath(env)
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { profiles: {} }
    throw refuse('file.unreadable', { file, reason: (error as Error).message })
  }
  const { parse } = await import('yaml')
  let document: unknown
  try {
    document = parse(text) ?? {}
  } catch (error) {
    throw refuse('config.malformed', { file, reason: (error as Error).message.split('\n')[0] })
  }
  const reason = faultOf(document)
  if (reason !== undefined) throw refuse('config.malformed', { file, reason })
  return { profiles: {}, ...(document as Partial<Config>) }
}

/** @throws CommandError `profile.unknown` */
export function profileNamed(config: Config, name: string, env: Environment): Profile {
  const profile = Object.hasOwn(config.profiles, name) ? config.profiles[name] : undefined
  if (profile !== undefined) return profile
  const names = Object.keys(config.profiles)
  throw refuse('profile.unknown', {
    profile: name,
    file: configPath(env),
    profiles: names.length === 0 ? 'no profiles' : names.join(', '),
    suggestion: suggestion(name, names),
  })
}

/** Writes the file whole or not at all, readable by its owner alone since it may have tokens. @throws CommandError `file.unwritable` */
export async function writeConfig(env: Environment, config: Config): Promise<void> {
  const file = configPath(env)
  const { stringify } = await import('yaml')
  await writeWhole(file, stringify(config)).catch((error: Error) => {
    throw refuse('file.unwritable', { file, reason: error.message })
  })
}

/** Replaces a file in one step, so that no other process reads half of it. */
export async function writeWhole(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`
  await writeFile(draft, text, { mode: 0o600 })
  await rename(draft, file)
}
