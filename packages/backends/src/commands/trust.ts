import { readFile, writeFile } from 'node:fs/promises'
import { Refusal } from '@baryon/kit'
import { Command } from 'commander'
import { fetchCertificate, type Shown } from '../restproxy/transport/certificate.ts'
import { commandErrors } from './errors.ts'
import type { Terminal } from './terminal.ts'

interface Options {
  readonly write?: string
  readonly fingerprint?: string
  readonly replace?: boolean
  readonly deadline: string
}

function shownText(url: string, shown: Shown): string {
  const { subject, issuer, names, validFrom, validTo, fingerprint, pin, selfSigned, distrust } = shown
  const onOneLine = (text: string) => text.replaceAll(/\s*\n\s*/g, ', ')
  const facts: readonly (readonly [string, string])[] = [
    ['url', url],
    ['subject', onOneLine(subject)],
    ['issuer', selfSigned ? 'itself' : onOneLine(issuer)],
    ['names', names || '(none)'],
    ['valid', `${validFrom} to ${validTo}`],
    ['trusted now', distrust === undefined ? 'yes' : `no: ${distrust}`],
    ['fingerprint', fingerprint],
    ['pin', `sha256/${pin}`],
  ]
  return facts.map(([name, value]) => `${name.padEnd(13)}${value}\n`).join('')
}

/** Fingerprints are written with colons and without, large and small. */
const bare = (fingerprint: string) => fingerprint.replaceAll(/[:\s]|^sha256[/=:]?/gi, '').toLowerCase()

/** @throws Refusal `trust.file` when there is another file already */
async function write(file: string, pem: string, replace: boolean): Promise<void> {
  const before = await readFile(file, 'utf8').catch(() => undefined)
  if (before === pem) return
  const fail = (reason: string) => new Refusal(commandErrors.fault('trust.file', { file, reason }))
  if (before !== undefined && !replace) throw fail('another certificate is there')
  await writeFile(file, pem, { mode: 0o644 }).catch((error: Error) => {
    throw fail(error.message)
  })
}

/** `baryon controllers trust URL`: shows who is there, and writes only what it has shown, only where it is told to. */
export const trustCommand = (terminal: Terminal): Command =>
  new Command('trust')
    .description(
      'Show the certificate of a controller with its fingerprint and pin, to be compared before it is trusted',
    )
    .argument('<url>', 'https://HOST:PORT')
    .option('--write <file>', 'keep the certificate in PEM there, after showing it')
    .option('--fingerprint <sha256>', 'what it has to be; nothing is written when it is another')
    .option('--replace', 'with --write: also over another certificate')
    .option('--deadline <ms>', 'milliseconds that the handshake may take', '10000')
    .action(async (url: string, options: Options) => {
      const fetched = await fetchCertificate(url, Number(options.deadline) || 10_000)
      if (!fetched.ok) throw new Refusal(...fetched.faults)
      const shown = fetched.value
      terminal.out(shownText(url, shown))
      const { fingerprint: expected, write: file } = options
      if (expected !== undefined && bare(expected) !== bare(shown.fingerprint))
        throw new Refusal(commandErrors.fault('trust.mismatch', { found: shown.fingerprint, expected }))
      if (file === undefined) {
        terminal.note(
          'nothing was written: compare the fingerprint, then --write FILE for tls.ca, or the pin for tls.pins\n',
        )
        return
      }
      await write(file, shown.pem, options.replace === true)
      terminal.note(`written to ${file}; name it in tls.ca of the configuration\n`)
    })
