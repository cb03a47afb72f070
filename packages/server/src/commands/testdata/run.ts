/** The commands of the server as a program. */
import { Command } from 'commander'
import { serverCommands } from '../index.ts'

const program = new Command('baryon')
for (const command of serverCommands()) program.addCommand(command)
await program.parseAsync()
