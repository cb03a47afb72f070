import { type Fault, type Json, Refusal } from '@baryon/kit'
import { type Journal, type Revision, storeErrors } from '@baryon/store'
import type { Register, ServerContext } from '../context.ts'
import { serverErrors } from '../errors.ts'
import { refuseOthers } from '../query/plain.ts'
import { parseRaw } from '../query/raw.ts'
import { revisionHeader } from '../resources/answer.ts'
import { askingOf, authenticated, callerOf } from '../resources/route.ts'
import { waitAsked } from './asked.ts'
import { waitFor } from './converged.ts'

interface Parameters {
  readonly revision: string
}

/** @throws Refusal `id.malformed`, `revision.future` */
function revisionOf(text: string, journal: Journal): Revision {
  const head = journal.head()
  if (text === 'head') return head
  if (!/^\d{1,15}$/.test(text))
    throw new Refusal(serverErrors.fault('id.malformed', { id: text, kind: 'a revision', key: 'a number, or "head"' }))
  const revision = Number(text)
  if (revision > head) throw new Refusal(storeErrors.fault('revision.future', { revision, head }))
  return revision
}

function requireKnownParameters(query: string) {
  const raw = parseRaw(query)
  const faults: Fault[] = raw.ok ? [] : [...raw.faults]
  if (raw.ok) refuseOthers(raw.value, ['wait'], faults)
  if (faults.length > 0) throw new Refusal(...faults)
}

/** How far the revision has come. */
function progressOf({ convergence, store }: ServerContext, revision: Revision): Json {
  return {
    revision,
    head: store.journal.head(),
    converged: convergence.reached(revision),
    readers: convergence.readers.map(({ name, reached }) => ({ name, reached, lag: Math.max(0, revision - reached) })),
  }
}

/** `GET /v1/revisions/<n>` and `/v1/revisions/head`: what has become of a revision; with `wait`, once it is everywhere. */
export const revisionRoutes: Register = (app, context) => {
  app.get<{ Params: Parameters }>(
    '/v1/revisions/:revision',
    { onRequest: authenticated(context) },
    async (request, reply) => {
      request.operation = { kind: '', verb: 'revision' }
      const asking = askingOf(request, context, callerOf(request))
      requireKnownParameters(asking.query)
      const wait = waitAsked(asking)
      const { journal } = context.store
      const revision = revisionOf(request.params.revision, journal)
      if (wait !== undefined) reply.headers(await waitFor(context.convergence, revision, wait))
      return reply.header(revisionHeader, String(journal.head())).send(progressOf(context, revision))
    },
  )
  app.addHook('preClose', done => {
    context.convergence.stop()
    done()
  })
}
