/** What is behind the doors of a controller: its state, and the answers to requests that were let in. */
import { type Answer, refusal } from './answer.ts'
import { bsn } from './bsn/serve.ts'
import { type Dialect, dialects } from './dialects.ts'
import { floodlight } from './floodlight/serve.ts'
import { versions } from './floodlight/versions.ts'
import { Virtualizer } from './floodlight/virtualizer.ts'
import type { Json } from './json.ts'
import type { ControllerOptions } from './options.ts'
import { State } from './state.ts'

export interface Asked {
  readonly method: string
  /** With the base. */
  readonly path: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
  complain(what: string): void
}

/** Request and answer carry by it what the client and the controller believe to be the same. */
const hashHeader = 'x-bsn-bvs-hash-match'
const poison = 'INCONSISTENT,INCONSISTENT'
/** Asked with any hash: the one does not depend on it, the other makes it right. */
const withoutHash = ['/capabilities', '/topology']

export interface Service {
  readonly base: string
  /** All that it was told, as JSON. */
  state(): Json
  hash(): string
  answer(asked: Asked): Answer
  /** As after a restart: what is only in memory is gone; with `wipe` the rest too. */
  restart(wipe: boolean): void
}

function floodlightService(dialect: Dialect, faithful: keyof typeof versions): Service {
  const networks = new Virtualizer(versions[faithful])
  const serve = floodlight(networks, versions[faithful])
  const state = () => ({
    networks: Object.fromEntries(
      [...networks.networks].map(({ guid, name, gateway, ports }) => [
        guid,
        { name, gateway, ports: Object.fromEntries(ports) },
      ]),
    ),
  })
  return {
    base: dialect.base,
    state,
    hash: () => '',
    answer: ({ method, path, text }) => serve({ method, path: path.slice(dialect.base.length), text }),
    restart: () => networks.clear(),
  }
}

/** What the client should have said of itself. */
function greet(dialect: Dialect, { headers, complain }: Asked) {
  if (!dialect.agents.some(name => headers[name] !== undefined))
    complain(`no header out of ${dialect.agents.join(', ')}`)
  if (headers['accept'] !== 'application/json') complain('the header Accept is not application/json')
}

function bsnService(dialect: Dialect, options: ControllerOptions): Service {
  const state = new State(options.state)
  const serve = bsn(dialect)
  const { capabilities = dialect.capabilities, switches = [] } = options
  const isConsistent = ({ headers }: Asked, path: string) => {
    const told = headers[hashHeader]
    if (told === undefined || !capabilities.includes('consistency') || withoutHash.includes(path)) return true
    return told !== poison && (told === state.hash || (told === '' && state.size === 0))
  }
  return {
    base: dialect.base,
    state: () => state.snapshot(),
    hash: () => state.hash,
    answer(asked) {
      const path = asked.path.slice(dialect.base.length)
      greet(dialect, asked)
      if (asked.headers['content-type'] !== 'application/json')
        return refusal(415, 'send Content-type: application/json')
      if (!isConsistent(asked, path)) return refusal(409, 'the consistency hash is not that of this controller')
      const answer = serve({ ...asked, path, state, dialect, capabilities, switches })
      if (answer.status >= 300 || !capabilities.includes('consistency')) return answer
      return { ...answer, headers: { ...answer.headers, [hashHeader]: state.hash } }
    },
    restart: wipe => {
      if (wipe) state.clear()
    },
  }
}

export function openService(options: ControllerOptions): Service {
  const dialect: Dialect = dialects[options.dialect]
  return dialect.family === 'floodlight'
    ? floodlightService(dialect, options.faithful ?? 'mended')
    : bsnService(dialect, options)
}
