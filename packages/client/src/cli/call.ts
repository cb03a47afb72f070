import type { Command } from 'commander'
import { type Builtin, type BuiltinContext, builtins } from './builtins.ts'
import type { Environment, Io } from './io.ts'
import { helpProgram, type LocalCommand, nounHelp, nounProgram, rootCommand, stand } from './program.ts'
import { type Scanned, scan } from './scan.ts'
import { Session } from './session.ts'
import { readSettings } from './settings.ts'
import { ownVersion } from './version.ts'

/** Milliseconds that the help waits for a server. */
const HASTE = 1500

/** One call of the CLI. */
export class Call implements BuiltinContext {
  readonly env: Environment
  readonly io: Io
  readonly local: readonly LocalCommand[]
  /** Those that are parts of commands of the CLI's own. */
  readonly #parts: readonly LocalCommand[]
  scanned: Scanned
  #session: Promise<Session> | undefined

  constructor(argv: readonly string[], env: Environment, io: Io, local: readonly LocalCommand[]) {
    this.env = env
    this.io = io
    this.local = local.filter(one => one.within === undefined)
    this.#parts = local.filter(one => one.within !== undefined)
    this.scanned = scan(argv)
  }

  /** The commands that are there whatever the models are. */
  get commands(): readonly (Builtin | LocalCommand)[] {
    return [...builtins, ...this.local]
  }

  get reserved(): ReadonlySet<string> {
    return new Set(['help', ...this.commands.map(one => one.name)])
  }

  /** What commander reads. A local command and `profile` have options of their own that are named like those of the connection. */
  get line(): readonly string[] {
    const [first] = this.scanned.words
    return first === 'profile' || this.isLocal ? this.scanned.whole : this.scanned.rest
  }

  /** Whether the command is one of this machine: it answers for signals and the exit code itself. */
  get isLocal(): boolean {
    return this.local.some(one => one.name === this.scanned.words[0])
  }

  session(): Promise<Session> {
    this.#session ??= this.#newSession()
    return this.#session
  }

  async #newSession(): Promise<Session> {
    const settings = await readSettings(this.scanned.connection, this.env)
    return new Session(this.io, this.env, { ...settings, format: this.scanned.format ?? settings.format })
  }

  /** The program with what the words need, and nothing else. */
  async program(): Promise<Command> {
    const [first] = this.scanned.words
    const named = (one: Builtin | LocalCommand) => one.name === first
    const builtin = builtins.find(named)
    if (builtin !== undefined) return rootCommand(ownVersion()).addCommand(await this.#whole(builtin))
    const local = this.local.find(named)
    if (local !== undefined) return rootCommand(ownVersion()).addCommand(await local.load(this))
    return this.#nounProgram()
  }

  /** A command with its parts of this machine, of which only the one that is called is loaded. */
  async #whole(builtin: Builtin): Promise<Command> {
    const command = await builtin.load(this)
    const [, second] = this.scanned.words
    for (const one of this.#parts.filter(part => part.within === builtin.name))
      command.addCommand(one.name === second ? await one.load(this) : stand(one.name, one.description))
    return command
  }

  async #nounProgram(): Promise<Command> {
    const session = await this.session()
    return nounProgram(ownVersion(), this.scanned.words, session, await session.models(), this.reserved)
  }

  async help(): Promise<Command> {
    const session = await this.session()
    const services = await session.modelsAtOnce(HASTE)
    return helpProgram(ownVersion(), builtins, this.local, nounHelp(services, session.settings.url))
  }
}
