import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Models } from '../models.ts'
import type { Environment } from './io.ts'
import { cacheFolder, writeWhole } from './profile/config-file.ts'

/** Models that were read before, and when the server was last asked whether they are still right. */
export interface Cached {
  readonly models: Models
  /** Milliseconds since the epoch. */
  readonly checked: number
}

/** One file a server and caller: whom the server shows which models is its own affair. */
export function cacheFile(env: Environment, url: string, token: string | undefined): string {
  const name = createHash('sha256')
    .update(`${url}\n${token ?? ''}`)
    .digest('hex')
    .slice(0, 32)
  return join(cacheFolder(env), 'models', `${name}.json`)
}

/** @returns undefined when there is nothing, or nothing of use */
export async function readCache(file: string): Promise<Cached | undefined> {
  try {
    const { checked, etag, services } = JSON.parse(await readFile(file, 'utf8'))
    if (typeof checked !== 'number' || !Array.isArray(services)) return undefined
    return { checked, models: { services, etag: typeof etag === 'string' ? etag : undefined } }
  } catch {
    return undefined
  }
}

/** A cache that cannot be written is no failure: the models are read again the next time. */
export async function writeCache(file: string, cached: Cached): Promise<void> {
  const { services, etag } = cached.models
  await writeWhole(file, JSON.stringify({ checked: cached.checked, etag, services })).catch(() => {})
}
