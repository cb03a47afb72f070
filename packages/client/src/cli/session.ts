import type { Service } from '@baryon/model'
import { type Client, createClient } from '../client.ts'
import type { Models } from '../models.ts'
import { refuse } from './failure.ts'
import type { Environment, Io } from './io.ts'
import { type Cached, cacheFile, readCache, writeCache } from './model-cache.ts'
import { type Format, formats, type View } from './output/format.ts'
import { type Style, styleOf } from './output/style.ts'
import { defaultTimeout, fetchOf, type Settings } from './settings.ts'

/** For how long models are taken as they were read, without asking whether they are still right. */
const FRESH = 60_000

/** Milliseconds that a patient client waits, unless somebody said how long. */
const PATIENCE = 290_000

/** One call of the CLI: where it writes, which server it asks, and that server's models. */
export class Session {
  readonly io: Io
  readonly env: Environment
  readonly settings: Settings
  readonly style: Style
  #cached: Cached | undefined
  #file: string
  #client: Promise<Client> | undefined
  /** The models are as the server has them now, not as a file remembers them. */
  #asked = false

  constructor(io: Io, env: Environment, settings: Settings) {
    this.io = io
    this.env = env
    this.settings = settings
    this.style = styleOf(io.stdout, env)
    this.#file = cacheFile(env, settings.url, settings.token)
  }

  /** The client of the settings' server; it knows the models that this session has read. */
  client(): Promise<Client> {
    this.#client ??= this.#connect()
    return this.#client
  }

  /** A client that gives up at once, for what a user is waiting for at a prompt. */
  async hastyClient(timeout: number): Promise<Client> {
    return this.#connect({ timeout: Math.min(timeout, this.settings.timeout), retries: 0 })
  }

  /** A client that waits long for one answer, and asks but once: for what a server takes its time for. */
  async patientClient(): Promise<Client> {
    const { timeout } = this.settings
    return this.#connect({ timeout: timeout === defaultTimeout ? PATIENCE : timeout, retries: 0 })
  }

  /**
   * The server's models: from the cache while that is fresh, otherwise asked for with one request (which answers
   * nothing new most of the time). Away is the server only when there is no cache either.
   */
  async models(): Promise<readonly Service[]> {
    this.#cached ??= await readCache(this.#file)
    const fresh = this.#cached !== undefined && Date.now() - this.#cached.checked < FRESH
    if (!fresh) await this.#ask(await this.#connect())
    return this.#cached?.models.services ?? []
  }

  /** Like {@link models}, but takes what the cache has, however old, and waits for no server longer than that. */
  async modelsAtOnce(timeout: number): Promise<readonly Service[] | undefined> {
    this.#cached ??= await readCache(this.#file)
    if (this.#cached !== undefined) return this.#cached.models.services
    try {
      await this.#ask(await this.hastyClient(timeout))
    } catch {
      return undefined
    }
    return (this.#cached as Cached | undefined)?.models.services
  }

  /**
   * Makes sure that the models are those of the server now.
   * @returns whether they are others than before: then what was refused is worth another try
   */
  async refresh(): Promise<boolean> {
    if (this.#asked) return false
    const before = this.#cached?.models
    await this.#ask(await this.#connect())
    return this.#cached?.models !== before
  }

  /** How to show rows of these columns, by the options, the environment and the profile. */
  view(
    options: { format?: string | undefined; columns?: readonly string[] | undefined },
    columns: readonly string[],
  ): View {
    const format = options.format ?? this.settings.format ?? 'table'
    if (!isFormat(format)) {
      const reason = `it has to be one of ${formats.join(', ')}`
      throw refuse('option.malformed', { value: format, option: '--format', reason })
    }
    const { stdout } = this.io
    const columnsOfTerminal = Number(this.env.COLUMNS) || stdout.columns || undefined
    return {
      format,
      columns,
      chosen: options.columns !== undefined,
      width: stdout.isTTY ? columnsOfTerminal : undefined,
      style: this.style,
    }
  }

  async #connect(limits: { timeout: number; retries: number } = this.settings): Promise<Client> {
    const { url, token } = this.settings
    const fetch = await fetchOf(this.settings)
    return createClient({
      url,
      timeout: limits.timeout,
      retries: limits.retries,
      ...(token === undefined ? {} : { token }),
      ...(fetch === undefined ? {} : { fetch }),
      ...(this.#cached === undefined ? {} : { models: this.#cached.models.services }),
    })
  }

  async #ask(client: Client): Promise<void> {
    const known: Models | undefined = this.#cached?.models
    const models = await client.readModels(known, this.io.signal)
    this.#asked = true
    this.#client = undefined
    this.#cached = { models, checked: Date.now() }
    await writeCache(this.#file, this.#cached)
  }
}

const isFormat = (format: string): format is Format => (formats as readonly string[]).includes(format)
