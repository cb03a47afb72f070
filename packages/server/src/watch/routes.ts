import { type Fault, Refusal, type Result } from '@baryon/kit'
import type { Caller, Registry } from '@baryon/model'
import type { Journal, Revision } from '@baryon/store'
import type { FastifyRequest } from 'fastify'
import type { Register, ServerContext } from '../context.ts'
import { requireAdministrator } from '../controllers/administrator.ts'
import { nameOf } from '../controllers/named.ts'
import { shownEvent } from '../controllers/shown.ts'
import { serverErrors } from '../errors.ts'
import { readSelection, revision, type Selection, selectionParameters, unlessFaults } from '../journal/selection.ts'
import { type Plain, readPlain, refuseOthers } from '../query/plain.ts'
import { parseRaw } from '../query/raw.ts'
import { queryOf } from '../resources/path.ts'
import type { Hub } from './hub.ts'
import { controllerFrame } from './told.ts'

interface Asked {
  readonly selection: Selection
  /** Undefined: from now on. */
  readonly from: Revision | undefined
  /** Whether events of controllers are told too, or alone. */
  readonly controllers: 'none' | 'too' | 'only'
}

const controllers: Plain<Asked['controllers']> = {
  expected: '"true", "false" or "only"',
  read: text => (text === 'true' ? 'too' : text === 'false' ? 'none' : text === 'only' ? 'only' : undefined),
}

/** Selects nothing of the journal. */
const nothing: Selection = { filter: {}, kinds: new Set() }

/** `Last-Event-ID` of a client that comes again is where it was; `from` is where it once began. */
function readAsked(query: string, lastEventId: string | undefined, registry: Registry, head: Revision): Result<Asked> {
  const raw = parseRaw(query)
  if (!raw.ok) return raw
  const faults: Fault[] = []
  refuseOthers(raw.value, [...selectionParameters, 'from', 'controllers'], faults)
  const selection = readSelection(raw.value, registry, faults)
  const ofControllers = readPlain(raw.value, 'controllers', controllers, faults) ?? 'none'
  const known: Plain<Revision> = {
    expected: `a revision that there is: the newest is ${head}`,
    read: text => {
      const read = revision.read(text)
      return read === undefined || read > head ? undefined : read
    },
  }
  const from = readPlain(raw.value, 'from', known, faults)
  const last = lastEventId === undefined ? undefined : known.read(lastEventId)
  if (lastEventId !== undefined && last === undefined) {
    const values = { name: 'Last-Event-ID', value: lastEventId, expected: known.expected }
    faults.push(serverErrors.fault('parameter.value', values))
  }
  const begin = last ?? from
  if (ofControllers === 'only') return unlessFaults({ selection: nothing, from: head, controllers: 'only' }, faults)
  return unlessFaults({ selection, from: begin, controllers: ofControllers }, faults)
}

/** @throws Refusal `revision.compacted` when entries after it are gone from the journal */
async function checkThere(journal: Journal, from: Revision): Promise<void> {
  const probe = await journal.after(from, 1)
  if (!probe.ok) throw new Refusal(...probe.faults)
}

function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Refusal(...result.faults)
  return result.value
}

const headers = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  // Proxies that gather answers would hold events back.
  'x-accel-buffering': 'no',
  // Else the connection would be kept open for another request when the server stops.
  connection: 'close',
}

/** Tells the hub what happens to controllers. @returns how to stop */
function hearControllers(hub: Hub, { fleets }: ServerContext): () => void {
  const stops = fleets.map(({ name, fleet }) =>
    fleet.onEvent(event => hub.tellOfControllers(() => controllerFrame(shownEvent(nameOf(name, event.target), event)))),
  )
  return () => {
    for (const stop of stops) stop()
  }
}

/**
 * `GET /v1/watch`: the journal as server-sent events.
 * @param stillGood whether the credentials of a request are still those of its caller
 */
export const watchRoutes =
  (hub: Hub, stillGood: (request: FastifyRequest, caller: Caller) => boolean): Register =>
  (app, context) => {
    const { journal } = context.store
    app.get('/v1/watch', { exposeHeadRoute: false }, async (request, reply) => {
      const caller = unwrap(await context.authenticate(request))
      request.caller = caller
      const last = request.headers['last-event-id']
      const head = journal.head()
      const asked = unwrap(readAsked(queryOf(request.url), last?.toString(), context.registry(), head))
      if (asked.controllers !== 'none') requireAdministrator(caller)
      const from = asked.from ?? head
      if (from < head) await checkThere(journal, from)
      reply.hijack()
      const output = reply.raw
      output.writeHead(200, { ...headers, 'x-request-id': request.id, 'baryon-revision': String(head) })
      output.flushHeaders()
      output.socket?.setKeepAlive(true, 60_000)
      hub.watch({
        caller,
        selection: asked.selection,
        from,
        output,
        stillGood: () => stillGood(request, caller),
        controllers: asked.controllers !== 'none',
      })
    })
    const unhear = hearControllers(hub, context)
    app.addHook('preClose', done => {
      unhear()
      hub.stop()
      done()
    })
  }
