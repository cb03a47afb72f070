import type { Dirent } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { createSecureContext, type SecureContext } from 'node:tls'
import type { Controller } from '../config/load.ts'
import { certificatesOf, pinOf } from './certificate.ts'

/** What a connection is made with, as the files said when they were read. */
export interface Trust {
  readonly context: SecureContext
  readonly pins: ReadonlySet<string>
}

const isCertificate = (entry: Dirent) => entry.isFile() && /\.(pem|crt|cer)$/i.test(entry.name)

async function filesOf(path: string): Promise<readonly string[]> {
  if (!(await stat(path)).isDirectory()) return [path]
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  return entries
    .filter(isCertificate)
    .map(entry => join(entry.parentPath, entry.name))
    .sort()
}

async function stampOf(path: string): Promise<string> {
  const { mtimeMs, size, ino } = await stat(path)
  return `${path} ${mtimeMs} ${size} ${ino}`
}

/** Certificates and keys of one controller: read when they are needed, and again when a file changed. */
export class Material {
  readonly #controller: Controller
  #stamp = ''
  #trust: Trust | undefined

  constructor(controller: Controller) {
    this.#controller = controller
  }

  /** @throws Error when a file cannot be read and never could */
  async trust(): Promise<Trust> {
    if (!this.#trust) await this.refresh()
    if (!this.#trust) throw new Error('its certificates cannot be read')
    return this.#trust
  }

  /**
   * Reads the files again if they changed; returns whether what they say is in effect now. While a file is being replaced, or is broken, what
   * was read before stays.
   */
  async refresh(): Promise<boolean> {
    try {
      const files = await this.#files()
      const stamps = await Promise.all([...files.ca, ...files.pins, ...files.own].map(stampOf))
      const stamp = stamps.join('\n')
      if (this.#trust && stamp === this.#stamp) return false
      this.#trust = await this.#read(files)
      this.#stamp = stamp
      return true
    } catch (error) {
      if (!this.#trust) throw error
      return false
    }
  }

  async #files() {
    const controller = this.#controller
    const ca = (await Promise.all((controller['tls.ca'] ?? []).map(filesOf))).flat()
    const pins = controller['tls.pins'].filter(pin => pin.startsWith('file:')).map(pin => pin.slice(5))
    const own = [controller['tls.cert'], controller['tls.key']].filter(path => path !== undefined)
    return { ca, pins, own }
  }

  async #read(files: { readonly ca: readonly string[]; readonly pins: readonly string[] }): Promise<Trust> {
    const controller = this.#controller
    const text = (path: string) => readFile(path, 'utf8')
    const ca = await Promise.all(files.ca.map(text))
    if (controller['tls.ca'] && !ca.some(one => certificatesOf(one).length > 0))
      throw new Error(`there is no certificate in ${controller['tls.ca'].join(', ')}`)
    const pinned = (await Promise.all(files.pins.map(text))).flatMap(certificatesOf).map(pinOf)
    const passphrase = controller['tls.passphrase']
    passphrase?.reread()
    const context = createSecureContext({
      minVersion: controller['tls.minVersion'],
      ...(controller['tls.ca'] && { ca }),
      ...(controller['tls.cert'] && { cert: await text(controller['tls.cert']) }),
      ...(controller['tls.key'] && { key: await text(controller['tls.key']) }),
      ...(passphrase && { passphrase: passphrase.value() }),
    })
    return { context, pins: new Set([...pinned, ...controller['tls.pins'].filter(pin => !pin.startsWith('file:'))]) }
  }
}
