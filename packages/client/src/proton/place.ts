import type { Environment } from '../cli/io.ts'
import { defaultUrl, type Settings } from '../cli/settings.ts'

/** Baryon's own port. That of Gluon's server was 2705. */
const defaultPort = '9696'

export interface PlaceOptions {
  readonly host?: string | undefined
  readonly port?: string | undefined
}

/** Where Gluon's options and variables say that the server is; without any of them, where the `baryon` command finds it. */
export function urlOf(options: PlaceOptions, env: Environment): string {
  const host = options.host ?? (env.OS_PROTON_HOST || undefined)
  const port = options.port ?? (env.OS_PROTON_PORT || undefined)
  if (host === undefined && port === undefined) return (env.BARYON_URL || defaultUrl).replace(/\/+$/, '')
  const name = host ?? '127.0.0.1'
  return `http://${name.includes(':') && !name.startsWith('[') ? `[${name}]` : name}:${port ?? defaultPort}`
}

/** Gluon's client took a token from Keystone v2 at every call; this one is given a token. */
export const settingsOf = (options: PlaceOptions, env: Environment): Settings => ({
  url: urlOf(options, env),
  token: env.OS_TOKEN || env.BARYON_TOKEN || undefined,
  profile: undefined,
  service: undefined,
  format: undefined,
  ca: undefined,
  insecure: false,
  timeout: 30_000,
  retries: 3,
})
