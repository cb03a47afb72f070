import { execFile } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { pinOf } from '../certificate.ts'

const openssl = (...args: readonly string[]) => promisify(execFile)('openssl', [...args])

interface Wanted {
  /** `DNS:…` or `IP:…`, separated by commas. */
  readonly names?: string
  /** Name of the one that signs it; without one it signs itself. */
  readonly by?: string
  readonly days?: number
}

/** A folder of certificates made for a test. */
export class Certificates {
  readonly folder = mkdtempSync(join(tmpdir(), 'certificates-'))

  #serial = 1

  path = (name: string) => join(this.folder, name)
  pem = (name: string) => readFileSync(this.path(`${name}.crt`), 'utf8')
  key = (name: string) => readFileSync(this.path(`${name}.key`), 'utf8')
  pin = (name: string) => pinOf(new X509Certificate(this.pem(name)))

  /** `NAME.crt` and `NAME.key`. */
  async make(name: string, { names = 'IP:127.0.0.1,DNS:localhost', by, days = 2 }: Wanted = {}): Promise<void> {
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', this.path(`${name}.key`)]
    const request = this.path(`${name}.csr`)
    await openssl('req', ...key, '-subj', `/CN=${name}`, '-out', request)
    const signer =
      by === undefined
        ? ['-signkey', this.path(`${name}.key`)]
        : ['-CA', this.path(`${by}.crt`), '-CAkey', this.path(`${by}.key`), '-set_serial', String(this.#serial++)]
    const extensions = this.path(`${name}.ext`)
    const authority = by === undefined ? 'basicConstraints=critical,CA:TRUE\n' : ''
    writeFileSync(extensions, `subjectAltName=${names}\n${authority}`)
    const times = ['-days', String(days)]
    await openssl('x509', '-req', '-in', request, ...signer, ...times, '-extfile', extensions, '-out', this.path(`${name}.crt`))
  }

  remove(): void {
    rmSync(this.folder, { recursive: true })
  }
}
