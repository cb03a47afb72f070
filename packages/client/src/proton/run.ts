import type { Service } from '@baryon/model'
import { Command, CommanderError, Option } from 'commander'
import { ApiError } from '../api-error.ts'
import type { Environment, Io } from '../cli/io.ts'
import { plain } from '../cli/output/plain.ts'
import { Session } from '../cli/session.ts'
import { verbs } from './command.ts'
import { type PlaceOptions, settingsOf } from './place.ts'

/** What Gluon's client ended with when `--api` was missing or wrong. */
const NO_API = 255

interface Scanned {
  readonly api: string | undefined
  readonly place: PlaceOptions
  /** The line without these options. */
  readonly rest: readonly string[]
}

/** Takes `--api`, `--host` and `--port` from wherever they stand; each takes a value, with a space or `=` before it. */
export function scan(argv: readonly string[]): Scanned {
  const found: Record<string, string | undefined> = {}
  const rest: string[] = []
  for (let index = 0; index < argv.length; index++) {
    const [, name, value] = /^--(api|host|port)(?:=(.*))?$/s.exec(argv[index] as string) ?? []
    if (name === undefined) rest.push(argv[index] as string)
    else found[name] = value ?? argv[++index]
  }
  return { api: found.api, place: { host: found.host, port: found.port }, rest }
}

const usage = (services: readonly Service[]) => `Usage: protonclient --api <service> <noun>-<verb> [options] [key]

Talks with Baryon in the words of Gluon's client.

Options, anywhere on the line:
  --api <service>  one of ${services.map(service => service.name).join(', ') || 'none: the server has no service'}
  --host <host>    server (OS_PROTON_HOST; default 127.0.0.1)
  --port <port>    its port (OS_PROTON_PORT; default 9696, where Gluon had 2705)
  --help           explain this, or the command in front of it

Verbs: ${Object.keys(verbs).join(', ')}
Token: OS_TOKEN or BARYON_TOKEN
`

function chosen(services: readonly Service[], api: string | undefined): Service | undefined {
  if (api === undefined && services.length === 1) return services[0]
  return services.find(service => service.name === api)
}

function programOf(service: Service, session: Session, io: Io): Command {
  const program = new Command('protonclient')
    .usage(`--api ${service.name} <noun>-<verb> [options] [key]`)
    .description(service.description || service.title)
    .helpCommand(false)
  for (const kind of service.kinds) {
    const context = { service, kind, io, client: () => session.client() }
    for (const make of Object.values(verbs)) program.addCommand(withPlace(make(context)))
  }
  return program
}

const withPlace = (command: Command): Command =>
  command
    .addOption(new Option('--host <host>', 'server (OS_PROTON_HOST)').helpGroup('Server:'))
    .addOption(new Option('--port <port>', 'its port (OS_PROTON_PORT)').helpGroup('Server:'))
    .addOption(new Option('--api <service>', 'service').helpGroup('Server:'))

function adopt(command: Command, io: Io): void {
  command.exitOverride()
  command.configureOutput({
    writeOut: text => void io.stdout.write(text),
    writeErr: text => void io.stderr.write(text),
  })
  for (const child of command.commands) adopt(child, io)
}

/** The server's words for a refusal: every fault in a line. */
function explain(error: ApiError): string {
  const status = error.status === 0 ? '' : `Bad return status ${error.status}: `
  return error.faults
    .map(({ pointer, message }) => `${status}${pointer ? `${pointer.replace(/^\//, '')}: ` : ''}${plain(message)}\n`)
    .join('')
}

/** Runs `protonclient`. @returns 0; 1 when the server refuses or is away; 2 for a wrong command line; 255 for a missing or wrong `--api` */
export async function runProton(argv: readonly string[], env: Environment, io: Io): Promise<number> {
  const { api, place, rest } = scan(argv)
  try {
    const session = new Session(io, env, settingsOf(place, env))
    let services = await session.models()
    if (chosen(services, api) === undefined && (await session.refresh())) services = await session.models()
    const service = chosen(services, api)
    if (service === undefined) return refuseApi(services, api, rest, io)
    const program = programOf(service, session, io)
    adopt(program, io)
    await program.parseAsync([...rest], { from: 'user' })
    return io.signal.aborted ? 130 : 0
  } catch (error) {
    if (io.signal.aborted) return 130
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    if (!(error instanceof ApiError)) throw error
    io.stderr.write(explain(error))
    return 1
  }
}

function refuseApi(services: readonly Service[], api: string | undefined, rest: readonly string[], io: Io): number {
  const asked = rest.includes('--help') && api === undefined
  const out = asked ? io.stdout : io.stderr
  if (api !== undefined) out.write(`The server has no service "${plain(api)}"\n\n`)
  out.write(usage(services))
  return asked ? 0 : NO_API
}
