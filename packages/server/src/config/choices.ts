import { resolve } from 'node:path'
import { isLoopback } from './loopback.ts'
import type { Parse } from './parse.ts'

export interface DatabaseChoice {
  readonly driver: 'sqlite'
  /** Absolute path of the database file. */
  readonly path: string
}

/** How callers show who they are. */
export type AuthChoice =
  | { readonly method: 'none' }
  | { readonly method: 'tokens'; readonly file: string }
  | { readonly method: 'oidc'; readonly issuer: string }
  | { readonly method: 'keystone'; readonly url: string }

const later = (what: string, instead: string) => ({ unsupported: what, instead })

/** `sqlite:PATH`. */
export const database: Parse<DatabaseChoice> = (text, folder) => {
  const scheme = /^([a-z]+):/.exec(text)?.[1]
  if (scheme === 'mysql' || scheme === 'mariadb') return later('MySQL', 'sqlite:PATH')
  if (scheme === 'postgres' || scheme === 'postgresql') return later('PostgreSQL', 'sqlite:PATH')
  const path = scheme === 'sqlite' ? text.slice('sqlite:'.length) : ''
  if (path === '' || path === ':memory:') return { expected: 'sqlite:PATH of a file' }
  return { value: { driver: 'sqlite', path: resolve(folder, path) } }
}

function issuer(text: string) {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const expected = 'oidc:URL with https (http for a loopback host only), without user, query and fragment'
  if (!url || url.username || url.password || url.search || url.hash) return { expected }
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(host))) return { expected }
  return { value: { method: 'oidc', issuer: text } as const }
}

/** A URL of a service inside a cloud, without what a request adds; https or http. */
export const serviceUrl: Parse<string> = text => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isPlain = url && !url.username && !url.password && !url.search && !url.hash
  return isPlain && /^https?:$/.test(url.protocol)
    ? { value: text.replace(/\/+$/, '') }
    : { expected: 'a URL with http or https, without user, query and fragment' }
}

/** Keystones inside a cloud are often reached by plain HTTP, as all else there is. */
function keystone(text: string): ReturnType<Parse<AuthChoice>> {
  const url = serviceUrl(text, '')
  if (!('value' in url)) return { expected: 'keystone:URL of the Identity API, without user, query and fragment' }
  return { value: { method: 'keystone', url: url.value } }
}

/** `none`, `tokens:FILE`, `oidc:URL` or `keystone:URL`. */
export const auth: Parse<AuthChoice> = (text, folder) => {
  if (text === 'none') return { value: { method: 'none' } }
  if (text.startsWith('tokens:') && text.length > 'tokens:'.length)
    return { value: { method: 'tokens', file: resolve(folder, text.slice('tokens:'.length)) } }
  if (text.startsWith('oidc:')) return issuer(text.slice('oidc:'.length))
  if (text.startsWith('keystone:')) return keystone(text.slice('keystone:'.length))
  return { expected: 'none, tokens:FILE, oidc:URL or keystone:URL' }
}
