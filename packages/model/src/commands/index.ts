/** The commands for models: `baryon model check|show|docs|new`. They need no server. */
import { Command, Option } from 'commander'
import { type CheckOptions, checkModels } from './check.ts'
import { CommandError } from './errors.ts'
import { type NewOptions, newModel } from './new.ts'
import { type DocsOptions, type ShowOptions, showDocs, showModel } from './show.ts'
import { processTerminal, type Terminal } from './terminal.ts'

/** Shows an expected failure as what it is: what, why and what next, as all commands do, and exit code 2. */
function guarded<A extends readonly unknown[]>(terminal: Terminal, run: (...values: A) => Promise<void>) {
  return async (...values: A): Promise<void> => {
    try {
      await run(...values)
    } catch (error) {
      if (!(error instanceof CommandError)) throw error
      const { message, cause, next } = error.fault
      terminal.error(`error: ${message}\n  cause: ${cause}\n  next:  ${next}`)
      terminal.exit(2)
    }
  }
}

const formats = (choices: readonly [string, ...string[]], standard: string) =>
  new Option('--format <format>', 'how to print it').choices(choices).default(standard)

function checkCommand(terminal: Terminal): Command {
  return new Command('check')
    .description('Check models and list every fault with its place; exit code 1 when there is an error')
    .argument('[paths...]', 'models roots, service folders or files; without one, all that a server would serve')
    .addOption(formats(['text', 'json'], 'text'))
    .action(guarded(terminal, (paths: string[], options: CheckOptions) => checkModels(paths, options, terminal)))
}

function showCommand(terminal: Terminal): Command {
  return new Command('show')
    .description('Print a model as it is understood, with everything inherited written out')
    .argument('<service>', 'name of a service, or path of its folder')
    .addOption(formats(['yaml', 'json'], 'yaml'))
    .action(guarded(terminal, (word: string, options: ShowOptions) => showModel(word, options, terminal)))
}

function docsCommand(terminal: Terminal): Command {
  return new Command('docs')
    .description('Print the documentation of a service in Markdown')
    .argument('<service>', 'name of a service, or path of its folder')
    .option('--diagram', 'only the diagram, in Mermaid')
    .action(guarded(terminal, (word: string, options: DocsOptions) => showDocs(word, options, terminal)))
}

function newCommand(terminal: Terminal): Command {
  return new Command('new')
    .description('Make the folder of a new service: a model, an example, a test that runs it, and a README')
    .argument('<name>', 'name of the service')
    .option('--dir <folder>', 'folder to make it in', '.')
    .action(guarded(terminal, (name: string, options: NewOptions) => newModel(name, options, terminal)))
}

/** @param terminal for tests; the default is the process */
export function modelCommand(terminal: Terminal = processTerminal()): Command {
  return new Command('model')
    .description('Check, show, document and scaffold models')
    .addCommand(checkCommand(terminal))
    .addCommand(showCommand(terminal))
    .addCommand(docsCommand(terminal))
    .addCommand(newCommand(terminal))
}
