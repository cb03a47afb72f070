/** The `baryon` command: what speaks to a server, and what runs on this machine (the server, the models). */
import { createCli, type LocalCommand, runInProcess } from '@baryon/client/cli'

async function serverCommand(name: string) {
  const { serverCommands } = await import('@baryon/server/commands')
  const command = serverCommands().find(each => each.name() === name)
  if (command === undefined) throw new Error(`the server has no command "${name}"`)
  return command
}

/** Loaded when called, so that the others start fast. */
const local: readonly LocalCommand[] = [
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
]

await runInProcess(createCli(local))
