import { type Fault, type Json, Refusal, type Result } from '@baryon/kit'
import type { Registry } from '@baryon/model'
import type { Journal, Revision } from '@baryon/store'
import type { Register } from '../context.ts'
import { plain, readPlain, refuseOthers } from '../query/plain.ts'
import { parseRaw } from '../query/raw.ts'
import { queryOf } from '../resources/path.ts'
import { readSelection, revision, type Selection, selectionParameters, unlessFaults } from './selection.ts'
import { shownEntry } from './shown.ts'
import { View } from './view.ts'

const defaultLimit = 100

/** Entries that are looked at for one answer at most; a caller who may see few of them gets a shorter page and a link to the next. */
const mostLookedAt = 10_000

interface Asked {
  readonly selection: Selection
  readonly from: Revision | undefined
  readonly limit: number
}

function readAsked(query: string, registry: Registry): Result<Asked> {
  const raw = parseRaw(query)
  if (!raw.ok) return raw
  const faults: Fault[] = []
  refuseOthers(raw.value, [...selectionParameters, 'from', 'limit'], faults)
  const selection = readSelection(raw.value, registry, faults)
  const from = readPlain(raw.value, 'from', revision, faults)
  const limit = readPlain(raw.value, 'limit', plain.limit, faults) ?? defaultLimit
  return unlessFaults({ selection, from, limit }, faults)
}

interface Page {
  readonly entries: readonly Json[]
  /** Everything up to here was looked at. */
  readonly upTo: Revision
  readonly more: boolean
}

async function readPage(journal: Journal, { selection, limit }: Asked, from: Revision, view: View): Promise<Page> {
  const entries: Json[] = []
  let upTo = from
  for (let looked = 0; looked < mostLookedAt; ) {
    const batch = Math.min(mostLookedAt - looked, Math.max(limit - entries.length, defaultLimit))
    const read = await journal.after(upTo, batch, selection.filter)
    if (!read.ok) throw new Refusal(...read.faults)
    for (const entry of read.value) {
      upTo = entry.revision
      const seen = view.look(entry)
      if (seen) entries.push(shownEntry(seen.kind, entry, seen.hidden))
      if (entries.length === limit) return { entries, upTo, more: upTo < journal.head() }
    }
    if (read.value.length < batch) return { entries, upTo, more: false }
    looked += read.value.length
  }
  return { entries, upTo, more: true }
}

/** The same request from there on. */
function nextUrl(url: string, from: Revision): string {
  const parameters = new URLSearchParams(queryOf(url))
  parameters.set('from', String(from))
  return `/v1/journal?${parameters}`
}

/** `GET /v1/journal`: the journal, page by page, as far as the caller may see it. */
export const journalRoutes: Register = (app, context) => {
  const { journal } = context.store
  app.get('/v1/journal', async (request, reply) => {
    const caller = await context.authenticate(request)
    if (!caller.ok) throw new Refusal(...caller.faults)
    request.caller = caller.value
    const asked = readAsked(queryOf(request.url), context.registry())
    if (!asked.ok) throw new Refusal(...asked.faults)
    const head = journal.head()
    const horizon = journal.horizon()
    const view = new View(caller.value, context.registry)
    const page = await readPage(journal, asked.value, asked.value.from ?? horizon, view)
    const links = page.more ? [{ rel: 'next', href: nextUrl(request.url, page.upTo) }] : []
    reply.header('baryon-revision', String(head))
    return { entries: page.entries, head, horizon, ...(links.length > 0 ? { entries_links: links } : {}) }
  })
}
