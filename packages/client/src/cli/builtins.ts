import type { Command } from 'commander'
import type { Environment, Io } from './io.ts'
import type { Session } from './session.ts'

/** What a command of the CLI's own works with. */
export interface BuiltinContext {
  readonly env: Environment
  readonly io: Io
  /** Reads the settings, which may fail; so it is asked only by those that speak to a server. */
  session(): Promise<Session>
}

/** A command of the CLI's own, loaded when it is called. */
export interface Builtin {
  readonly name: string
  readonly description: string
  load(context: BuiltinContext): Promise<Command>
}

export const builtins: readonly Builtin[] = [
  {
    name: 'status',
    description: 'Say whether the server is there, its version, and its newest revision',
    load: async context => (await import('./commands/status.ts')).statusCommand(context),
  },
  {
    name: 'models',
    description: 'List the services and nouns that the server offers',
    load: async context => (await import('./commands/models.ts')).modelsCommand(context),
  },
  {
    name: 'apply',
    description: 'Make several changes in one transaction, from a file',
    load: async context => (await import('./commands/apply.ts')).applyCommand(context),
  },
  {
    name: 'watch',
    description: 'Show changes as they happen',
    load: async context => (await import('./commands/watch.ts')).watchCommand(context),
  },
  {
    name: 'journal',
    description: 'Show what changed, when, and who did it',
    load: async context => (await import('./commands/journal.ts')).journalCommand(context),
  },
  {
    name: 'controllers',
    description: 'See how controllers are served, and bring them in step',
    load: async context => (await import('./commands/controllers/controllers.ts')).controllersCommand(context),
  },
  {
    name: 'profile',
    description: 'Keep the URLs and tokens of servers under names',
    load: async context => (await import('./commands/profile.ts')).profileCommand(context),
  },
  {
    name: 'completion',
    description: 'Print the completion script of a shell',
    load: async context => (await import('./commands/completion.ts')).completionCommand(context),
  },
]
