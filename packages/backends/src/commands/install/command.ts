import { readFile } from 'node:fs/promises'
import { type Fault, Refusal, type Result } from '@baryon/kit'
import { Command, Option } from 'commander'
import { commandErrors } from '../errors.ts'
import type { Terminal } from '../terminal.ts'
import { carryOut } from './carry-out.ts'
import { type ControllerOptions, controllerSteps, removeControllerSteps } from './controller.ts'
import { nodeSteps, removeNodeSteps } from './node.ts'
import { parseServers, type ServerName } from './server-name.ts'

interface Common {
  readonly root?: string
  readonly dryRun?: boolean
  readonly remove?: boolean
}

interface ControllerGiven extends Common {
  readonly servers?: string
  readonly auth?: string
  readonly tls?: boolean
  readonly dialect: string
  readonly mode: ControllerOptions['mode']
  readonly listen?: string
}

interface NodeGiven extends Common {
  readonly controllers?: string
  readonly bridge: string
  readonly port: string
  readonly unit: boolean
  readonly withBridge?: boolean
}

const refused = (option: string, reason: string): Fault => commandErrors.fault('install.option', { option, reason })

function granted<T>(result: Result<T>): T {
  if (!result.ok) throw new Refusal(...result.faults)
  return result.value
}

const serversOf = (text: string | undefined, option: string): readonly ServerName[] => {
  if (text === undefined) throw new Refusal(refused(option, 'it is required'))
  return granted(parseServers(text, option))
}

/** `file:PATH` and `env:NAME` keep a password from the command line. */
async function secretOf(given: string): Promise<string> {
  const [, kind, place = ''] = /^(file|env):(.+)$/.exec(given) ?? []
  const read =
    kind === 'env' ? process.env[place] : kind === 'file' ? await readFile(place, 'utf8').catch(() => undefined) : given
  const secret = read?.trim() ?? ''
  if (/^[^:\s][^:]*:[^\r\n]+$/.test(secret)) return secret
  throw new Refusal(refused('--auth', 'it has to be USER:PASSWORD, or file:PATH or env:NAME with that'))
}

const addCommon = (command: Command): Command =>
  command
    .option('--root <dir>', 'install below a folder; commands are only named')
    .option('--remove', 'undo it')
    .option('--dry-run', 'show every file and command, and do nothing')

const carryOptions = ({ root, dryRun }: Common) => ({ root, dryRun: dryRun === true })

const dialects = ['floodlight-v1.0', 'floodlight-v1.1', 'bsn-v1.1', 'bsn-v2.0']

const controller = (terminal: Terminal, program: readonly string[]): Command =>
  addCommon(
    new Command('controller')
      .description('Run the server with its network controllers as a service of this machine')
      .option('--servers <list>', 'controllers as HOST[:PORT], with commas between, the preferred first')
      .option('--auth <user:password>', 'credentials for the controllers, or file:PATH or env:NAME with them')
      .option('--tls', 'speak HTTPS to them')
      .addOption(new Option('--dialect <name>', 'what they understand').choices(dialects).default('floodlight-v1.1'))
      .addOption(
        new Option('--mode <mode>', 'one cluster, or each with its own state')
          .choices(['failover', 'replicate'])
          .default('replicate'),
      )
      .option('--listen <address>', 'address and port of the server (BARYON_LISTEN)'),
  ).action(async (given: ControllerGiven) => {
    const { tls = false, dialect, mode, listen } = given
    if (given.remove) return carryOut(removeControllerSteps, terminal, carryOptions(given))
    const servers = serversOf(given.servers, '--servers')
    const auth = given.auth === undefined ? undefined : await secretOf(given.auth)
    const steps = controllerSteps({ servers, tls, dialect, mode, auth, listen, program })
    return carryOut(steps, terminal, carryOptions(given))
  })

const node = (terminal: Terminal): Command =>
  addCommon(
    new Command('node')
      .description('Give this host its Open vSwitch bridge with all of its controllers')
      .option('--controllers <list>', 'OpenFlow controllers as HOST[:PORT], with commas between')
      .option('--bridge <name>', 'name of the bridge', 'br-int')
      .option('--port <n>', 'of controllers that are named without one', '6633')
      .option('--no-unit', 'do not set the bridge again at each boot')
      .option('--with-bridge', 'with --remove: the bridge too, with what is plugged into it'),
  ).action(async (given: NodeGiven) => {
    const { bridge, unit } = given
    const port = Number(given.port)
    if (!/^[A-Za-z0-9][\w.-]{0,14}$/.test(bridge))
      throw new Refusal(refused('--bridge', 'a name has at most 15 letters, digits, ".", "_" and "-"'))
    if (!Number.isInteger(port) || port < 1 || port > 65535)
      throw new Refusal(refused('--port', 'it has to be from 1 to 65535'))
    if (given.remove)
      return carryOut(removeNodeSteps(bridge, given.withBridge === true, unit), terminal, carryOptions(given))
    const controllers = serversOf(given.controllers, '--controllers')
    return carryOut(nodeSteps({ controllers, bridge, port }, unit), terminal, carryOptions(given))
  })

/** `baryon install controller|node`. @param program with which `baryon` is run on this machine */
export const installCommand = (terminal: Terminal, program: readonly string[]): Command =>
  new Command('install')
    .description('Make this machine run the control plane, or plug into it')
    .helpCommand(false)
    .addCommand(controller(terminal, program))
    .addCommand(node(terminal))
