/** A backend of networks and ports, whose controllers are in memory or in a file and fail when they are told to. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { type Fault, type Json, success } from '@baryon/kit'
import type {
  Backend,
  Change,
  Desired,
  Found,
  Key,
  Limits,
  OpenBackend,
  Outcome,
  Projection,
  Row,
  Target,
  Touched,
  View,
} from '@baryon/reconcile'
import type { Backends } from '../open.ts'

const kinds = ['network', 'port'] as const
const rowKinds: Readonly<Record<string, string>> = { network: 'Network', port: 'Port' }
const thingKinds: Readonly<Record<string, string>> = { Network: 'network', Port: 'port' }

const text = (value: unknown) => String(value)

const parentsOf = (kind: string, row: Row): readonly Key[] =>
  kind === 'port' ? [{ kind: 'network', id: text(row['network_id']) }] : []

const thingOf = (kind: string, row: Row): Desired => ({
  key: { kind, id: text(row['id']) },
  parents: parentsOf(kind, row),
  address: {},
  body: { name: row['name'] ?? '' },
})

async function touched({ kind, id, operation, image }: Change): Promise<readonly Touched[]> {
  const thing = thingKinds[kind]
  if (thing === undefined) return []
  const gone = operation === 'delete' ? { gone: { address: {} } } : {}
  return [{ key: { kind: thing, id }, parents: parentsOf(thing, image), ...gone }]
}

async function* all(view: View): AsyncIterable<Desired> {
  for (const kind of kinds) for await (const row of view.list(rowKinds[kind] ?? '')) yield thingOf(kind, row)
}

const words: Readonly<Record<string, string>> = { there: 'ACTIVE', refused: 'ERROR' }

const projection: Projection = {
  service: 'networking',
  kinds,
  touched,
  async desired({ kind, id }, view) {
    const row = await view.get(rowKinds[kind] ?? '', id)
    return row && thingOf(kind, row)
  },
  all,
  async *within(_scope, view) {
    yield* all(view)
  },
  async status({ kind, id }, standing) {
    const status = words[standing]
    return status === undefined ? undefined : { kind: rowKinds[kind] ?? '', id, values: { status } }
  },
}

export const fault = (message: string): Fault => ({
  code: 'controller.says',
  status: 502,
  retry: false,
  message,
  cause: '',
  next: '',
})

const nameOf = ({ kind, id }: Key) => `${kind}/${id}`

/** `lost`: it takes it, and its answer does not arrive. `busy`: it asks for patience. `silent`: it never answers. */
type Answer = 'taken' | 'refused' | 'silent' | 'busy' | 'lost'

/** A controller: what it has, and how it behaves. */
export class Controller {
  /** Names by `<kind>/<id>`. */
  readonly has: Map<string, string>
  readonly #file: string | undefined
  /** What it does when it is told of that name (of a removal: an empty one). */
  answers: (name: string) => Answer = () => 'taken'
  away = false
  /** Those who wait for an answer that never comes. */
  #silenced: (() => void)[] = []
  #asked = Promise.withResolvers<void>()

  /** @param file that remembers what it has over the end of the process; another process may be told of the same one later */
  constructor(file?: string) {
    this.#file = file
    this.has = file === undefined ? new Map() : Controller.read(file)
  }

  static read(file: string): Map<string, string> {
    const has = new Map<string, string>()
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : []
    for (const line of lines) {
      const [key, name] = JSON.parse(line) as [string, string | null]
      if (name === null) has.delete(key)
      else has.set(key, name)
    }
    return has
  }

  /** Resolved when something is told. */
  get asked(): Promise<void> {
    return this.#asked.promise
  }

  /** Whoever waits for an answer is told that there will be none. */
  speak(): void {
    for (const resolve of this.#silenced.splice(0)) resolve()
  }

  #write(key: string, name: string | null): void {
    if (name === null) this.has.delete(key)
    else this.has.set(key, name)
    if (this.#file !== undefined) appendFileSync(this.#file, `${JSON.stringify([key, name])}\n`)
  }

  async #tell(name: string, signal: AbortSignal, apply: () => void): Promise<Outcome> {
    this.#asked.resolve()
    this.#asked = Promise.withResolvers()
    if (this.away) return { result: 'again', fault: fault('it is away'), away: true }
    const answer = this.answers(name)
    if (answer === 'refused') return { result: 'refused', fault: fault(`"${name}" is not wanted here`) }
    if (answer === 'silent') {
      const { promise, resolve } = Promise.withResolvers<void>()
      signal.addEventListener('abort', () => resolve(), { once: true })
      this.#silenced.push(resolve)
      await promise
      return { result: 'again', fault: fault('no answer'), away: false }
    }
    if (answer === 'busy') return { result: 'again', fault: fault('it is busy'), away: false }
    apply()
    return answer === 'lost' ? { result: 'again', fault: fault('no answer'), away: false } : { result: 'done' }
  }

  async *#read(): AsyncIterable<Found | 'complete'> {
    for (const [key, name] of this.has) {
      const [kind = '', id = ''] = key.split('/')
      yield { key: { kind, id }, address: {}, body: { name }, ours: true }
    }
    yield 'complete'
  }

  target(name: string): Target {
    return {
      name,
      describe: () => ({ kinds, readable: kinds, bulk: false, concurrency: 4 }),
      update: ({ key, body }, signal) => {
        const given = text((body as { readonly name: Json }).name)
        return this.#tell(given, signal, () => this.#write(nameOf(key), given))
      },
      remove: (key, _address, signal) => this.#tell('', signal, () => this.#write(nameOf(key), null)),
      probe: async () =>
        this.away ? { result: 'again', fault: fault('it is away'), away: true } : { result: 'done' },
      read: () => this.#read(),
      endpoints: () => [],
      onChange: () => () => {},
      close: async () => {},
    }
  }
}

export interface FakeOptions {
  readonly mode?: Backend['policy']['mode']
  /** Milliseconds. */
  readonly deadline?: number
  readonly limits?: Partial<Limits>
}

const limits: Limits = { window: 1000, highWater: 1000, brake: 1, brakeFloor: 1000, intactEvery: 0, probeEvery: 20 }

/** The registry with such a backend in the place of `restproxy`; each controller is a target of its own. */
export function fakeBackends(controllers: readonly Controller[], options: FakeOptions = {}): Backends {
  const { mode = 'async', deadline = 5000 } = options
  const open: OpenBackend = async () =>
    success({
      name: 'restproxy',
      projection,
      targets: controllers.map((controller, index) => controller.target(`c${index + 1}`)),
      policy: { mode, deadline },
      limits: { ...limits, ...options.limits },
      serviceSettings: { networking: { initial_status: 'BUILD', binding: { overrides: { ivs: ['h2'] } } } },
      configuration: {},
      start: async () => {},
      close: async () => {},
    })
  return { restproxy: { open, setting: 'BARYON_RESTPROXY', meaning: 'A backend for tests' } }
}
