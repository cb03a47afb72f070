import type { Terminal } from '@baryon/backends/commands'
import type { LocalCommand } from '@baryon/client/cli'

async function serverCommand(name: string) {
  const { serverCommands } = await import('@baryon/server/commands')
  const command = serverCommands().find(each => each.name() === name)
  if (command === undefined) throw new Error(`the server has no command "${name}"`)
  return command
}

type Context = Parameters<LocalCommand['load']>[0]

const terminalOf = ({ io }: Context): Terminal => ({
  out: text => void io.stdout.write(text),
  note: text => void io.stderr.write(text),
})

const controllers = () => import('@baryon/backends/commands')

async function importTo(context: Context) {
  const [{ importCommand }, { importApi }] = await Promise.all([controllers(), import('./import-api.ts')])
  return importCommand(terminalOf(context), async () =>
    importApi(await (await context.session()).client(), context.io.signal),
  )
}

/** With which this program was started, for a service that starts it again. */
const program = () => [process.execPath, ...process.argv.slice(1, 2)]

/** Commands that need no server. Each is loaded when it is called, so that the others start fast. */
export const localCommands: readonly LocalCommand[] = [
  { name: 'start', description: 'Run the control plane', load: () => serverCommand('start') },
  {
    name: 'config',
    description: 'Show the effective configuration of the server',
    load: () => serverCommand('config'),
  },
  { name: 'inspect', description: 'Look into the parts of the server', load: () => serverCommand('inspect') },
  {
    name: 'model',
    description: 'Check, show, document and scaffold models',
    load: async () => (await import('@baryon/model/commands')).modelCommand(),
  },
  {
    name: 'install',
    description: 'Make this machine run the control plane, or plug into it',
    load: async context => (await controllers()).installCommand(terminalOf(context), program()),
  },
  {
    within: 'controllers',
    name: 'config',
    description: 'Show how a configuration file of controllers is understood',
    load: async context => (await controllers()).configCommand(terminalOf(context), context.env),
  },
  {
    within: 'controllers',
    name: 'trust',
    description: 'Show the certificate of a controller with its fingerprint and pin',
    load: async context => (await controllers()).trustCommand(terminalOf(context)),
  },
  { within: 'controllers', name: 'import', description: 'Take over what the original proxy had', load: importTo },
]
