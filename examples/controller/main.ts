/** The command line: starts a controller and says where it listens. */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { startController } from './controller.ts'
import { type DialectName, dialectNames } from './dialects.ts'
import { type Version, versionNames } from './floodlight/versions.ts'
import type { ControllerOptions } from './options.ts'

const usage = `Starts a reference controller.

  --dialect NAME        ${dialectNames.join(' | ')} (default: bsn-v2.0)
  --faithful RELEASE    with the traps of ${versionNames.slice(1).join(' | ')}
  --listen HOST:PORT    where it is served (default: 127.0.0.1:0, a free port); give several, separated by commas, for a cluster
  --symmetric           all members of a cluster serve; otherwise all but the first that is there answer 302
  --admin HOST:PORT     where its state, log and faults are served (default: 127.0.0.1:0)
  --auth USER:PASSWORD  asks for HTTP Basic
  --token TOKEN         asks for the cookie session_cookie
  --tls-cert FILE --tls-key FILE [--client-ca FILE]
  --capabilities A,B    instead of those of the dialect
  --switches HOST,HOST  whose virtual switches it knows
  --state FILE          keeps what it is told
  --seed NUMBER         of faults that strike a share of requests`

const options = {
  dialect: { type: 'string', default: 'bsn-v2.0' },
  faithful: { type: 'string' },
  listen: { type: 'string', default: '127.0.0.1:0' },
  symmetric: { type: 'boolean', default: false },
  admin: { type: 'string', default: '127.0.0.1:0' },
  auth: { type: 'string' },
  token: { type: 'string' },
  'tls-cert': { type: 'string' },
  'tls-key': { type: 'string' },
  'client-ca': { type: 'string' },
  capabilities: { type: 'string' },
  switches: { type: 'string' },
  state: { type: 'string' },
  seed: { type: 'string', default: '1' },
  help: { type: 'boolean', default: false },
} as const

function fail(message: string): never {
  console.error(message)
  process.exit(2)
}

function parse() {
  try {
    return parseArgs({ options }).values
  } catch (error) {
    return fail(`${(error as Error).message}\n\n${usage}`)
  }
}

const listOf = (text: string) => text.split(',').filter(part => part !== '')

function tlsOf(values: ReturnType<typeof parse>): Pick<ControllerOptions, 'tls'> {
  const { 'tls-cert': cert, 'tls-key': key, 'client-ca': ca } = values
  if (cert === undefined && key === undefined) return {}
  if (cert === undefined || key === undefined) return fail('Give --tls-cert and --tls-key together')
  const read = (file: string) => readFileSync(file, 'utf8')
  return { tls: { cert: read(cert), key: read(key), ...(ca === undefined ? {} : { clientCa: read(ca) }) } }
}

function optionsOf(values: ReturnType<typeof parse>): ControllerOptions {
  const { dialect, faithful, listen, symmetric, admin, auth, token, capabilities, switches, state, seed } = values
  if (!dialectNames.includes(dialect as DialectName)) fail(`Give --dialect as one of ${dialectNames.join(', ')}`)
  if (faithful !== undefined && !versionNames.includes(faithful as Version))
    fail(`Give --faithful as one of ${versionNames.join(', ')}`)
  return {
    dialect: dialect as DialectName,
    listen: listOf(listen),
    admin,
    seed: Number(seed),
    ...(symmetric ? { redirects: false } : {}),
    ...(faithful === undefined ? {} : { faithful: faithful as Version }),
    ...(auth === undefined ? {} : { auth }),
    ...(token === undefined ? {} : { token }),
    ...(capabilities === undefined ? {} : { capabilities: listOf(capabilities) }),
    ...(switches === undefined ? {} : { switches: listOf(switches) }),
    ...(state === undefined ? {} : { state }),
    ...tlsOf(values),
  }
}

const values = parse()
if (values.help) {
  console.log(usage)
  process.exit(0)
}
const controller = await startController(optionsOf(values))
for (const url of controller.urls) console.log(url + controller.base)
console.log(`admin ${controller.admin}`)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void controller.stop())
