/** The `baryon` command: those that speak to a server, and those of this machine (server, models). */
import './small-heap.ts'
import './compile-cache.ts'

const [{ createCli, runInProcess }, { localCommands }] = await Promise.all([
  import('@baryon/client/cli'),
  import('./local-commands.ts'),
])
await runInProcess(createCli(localCommands))
