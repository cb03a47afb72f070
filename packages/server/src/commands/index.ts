import type { Command } from 'commander'
import { configCommand } from './config.ts'
import { inspectCommand } from './inspect.ts'
import { startCommand } from './start.ts'

/** The commands that run on the server's machine: `start`, `config` and `inspect`. */
export const serverCommands = (): Command[] => [startCommand(), configCommand(), inspectCommand()]
