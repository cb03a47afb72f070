import { Command } from 'commander'
import { addConnectionOptions, addOutputOptions } from '../options.ts'

export const newCommand = (name: string, description: string): Command =>
  new Command(name).description(description).helpCommand(false)

/** Adds the options that all commands with output from a server have. */
export const withServer = (command: Command): Command => addConnectionOptions(addOutputOptions(command))
