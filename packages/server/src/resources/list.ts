import { listVirtual, sightOf } from '@baryon/decide'
import { type Fault, type Json, Refusal } from '@baryon/kit'
import { type Filter, idOf, type Kind, keyOf, type Row } from '@baryon/model'
import type { Query, Reader, Revision, Stored } from '@baryon/store'
import { storeErrors } from '@baryon/store'
import { serverErrors } from '../errors.ts'
import { type Presenter, presenter } from '../present/presenter.ts'
import { type ListRequest, parseList } from '../query/list-request.ts'
import { type Answer, jsonType, revisionHeader, type StreamedAnswer } from './answer.ts'
import type { Asking } from './asking.ts'
import { revisionAt } from './at.ts'
import { linksOf } from './links.ts'
import { beforeListing, parametersOf } from './listing.ts'
import { pageRows, pages } from './pages.ts'
import { missingParent, parentFilter, parentValue } from './parents.ts'
import type { Collection } from './target.ts'
import { viewerOf } from './viewer.ts'
import { queried, refusePast } from './virtual.ts'
import { isSeen, visibleInList } from './visibility.ts'

/** What is read, whoever pages through it. */
interface Reading {
  readonly kind: Kind
  readonly read: Reader
  readonly query: Query
  readonly at: Revision | undefined
}

function policyText(kind: Kind, verb: string) {
  return kind.policies[verb]?.source ?? ''
}

function visibility(kind: Kind, asking: Asking): boolean | Filter {
  const seen = visibleInList(kind, asking.caller)
  if (seen !== false) return seen
  const values = { plural: kind.plural, list: policyText(kind, 'list'), get: policyText(kind, 'get') }
  throw new Refusal(serverErrors.fault('list.denied', values))
}

/** What the behaviour of the kind makes of filters by what is not stored. */
async function derivedFilters(asking: Asking, kind: Kind, { asked = [] }: ListRequest): Promise<readonly Filter[]> {
  if (asked.length === 0) return []
  const sight = sightOf(kind.service, asking.registry, asking.caller, asking.context.store.read)
  const filters = asking.behaviours?.of(kind)?.derived?.filters ?? {}
  return Promise.all(asked.map(async ({ name, values }) => (await filters[name]?.(values, sight)) ?? { all: [] }))
}

/** The filter with all that narrows this list: what was asked, the parent in the URL, what the caller may see. */
function narrowed(
  request: ListRequest,
  target: Collection,
  seen: boolean | Filter,
  derived: readonly Filter[] = [],
): Filter | undefined {
  const parent = parentValue(target.kind, target.parents)
  const filters = [
    ...(request.query.filter ? [request.query.filter] : []),
    ...(parent ? [parentFilter(parent)] : []),
    ...derived,
    ...(typeof seen === 'boolean' ? [] : [seen]),
  ]
  return filters.length > 1 ? { all: filters } : filters[0]
}

/** The marker in the spelling that the store knows. An object that the caller cannot see is no marker: its place would tell of it. */
async function checkedMarker(
  asking: Asking,
  kind: Kind,
  seen: boolean | Filter,
  marker: string,
  at: Revision | undefined,
): Promise<string> {
  const key = keyOf(kind, marker)
  const id = key === undefined ? undefined : idOf(kind, key)
  const stored = id === undefined ? undefined : await asking.context.store.read.get(kind, id, at)
  if (id === undefined || stored === undefined || !isSeen(seen, stored.row))
    throw new Refusal(storeErrors.fault('marker.unknown', { kind: kind.name, id: marker }, '?marker'))
  return id
}

const pointers: Readonly<Record<string, string>> = {
  'marker.unknown': '?marker',
  'revision.compacted': '?at',
  'revision.future': '?at',
}

const pointed = (fault: Fault): Fault => {
  const pointer = fault.pointer ?? pointers[fault.code]
  return pointer === undefined ? fault : { ...fault, pointer }
}

async function readPage({ kind, read, at }: Reading, query: Query): Promise<readonly Stored[]> {
  const page = await read.list(kind, query, at)
  if (!page.ok) throw new Refusal(...page.faults.map(pointed))
  return page.value
}

/** The pieces of `{"<plural>": […]}`. */
async function* pieces(plural: string, found: AsyncIterable<readonly Stored[]>, shown: Presenter) {
  let before = `{${JSON.stringify(plural)}:[`
  for await (const page of found) {
    if (page.length === 0) continue
    yield before + JSON.stringify(await shown(page.map(({ row }) => row))).slice(1, -1)
    before = ','
  }
  yield before === ',' ? ']}' : `${before}]}`
}

const listHeaders = (revision: Revision) => ({ 'content-type': jsonType, [revisionHeader]: String(revision) })

async function everything(reading: Reading, shown: Presenter, revision: Revision): Promise<Answer | StreamedAnswer> {
  const first = await readPage(reading, { ...reading.query, limit: pageRows + 1 })
  const { plural } = reading.kind
  const headers = listHeaders(revision)
  if (first.length > pageRows)
    return {
      status: 200,
      headers,
      pieces: pieces(
        plural,
        pages(first, reading.query, query => readPage(reading, query)),
        shown,
      ),
    }
  const rows = await shown(first.map(({ row }) => row))
  return { status: 200, headers, body: JSON.stringify({ [plural]: rows }) }
}

/** A page of a list, of which one row too many was found if there is another one. */
async function pageAnswer(
  asking: Asking,
  { kind, query }: Pick<Reading, 'kind' | 'query'>,
  found: readonly Row[],
  shown: Presenter,
  revision: Revision,
): Promise<Answer> {
  const { limit = found.length } = query
  const more = found.length > limit
  // Of a walk backwards, the row too many is the first one.
  const rows = more ? (query.backwards ? found.slice(1) : found.slice(0, limit)) : found
  const links = linksOf({ kind, path: asking.path, query: asking.query, asked: query, rows, more })
  const body: Json = { [kind.plural]: await shown(rows), [`${kind.plural}_links`]: links }
  return { status: 200, headers: listHeaders(revision), body: JSON.stringify(body) }
}

async function onePage(asking: Asking, reading: Reading, limit: number, shown: Presenter, revision: Revision) {
  const found = await readPage(reading, { ...reading.query, limit: limit + 1 })
  return pageAnswer(
    asking,
    reading,
    found.map(({ row }) => row),
    shown,
    revision,
  )
}

/** A list of objects that are not stored: all are made, then what was asked for is picked out. */
async function listOfVirtual(asking: Asking, target: Collection, request: ListRequest): Promise<Answer> {
  const { kind, parents } = target
  const { registry, behaviours, caller, context } = asking
  refusePast(kind, request.at)
  const revision = context.store.journal.head()
  const sight = sightOf(kind.service, registry, caller, context.store.read)
  const all = await listVirtual(kind, sight, behaviours, parentValue(kind, parents))
  const filter = narrowed(request, target, true)
  const query: Query = { ...request.query, ...(filter ? { filter } : {}) }
  const shown = presenter(kind, viewerOf(asking), request.fields)
  const { limit } = query
  if (limit !== undefined) {
    const found = queried(kind, all, { ...query, limit: limit + 1 })
    return pageAnswer(asking, { kind, query }, found, shown, revision)
  }
  const body = JSON.stringify({ [kind.plural]: await shown(queried(kind, all, query)) })
  return { status: 200, headers: listHeaders(revision), body }
}

/** @throws Refusal `key.unknown` */
async function requireParentsAt(asking: Asking, { parents }: Collection, at: Revision | undefined): Promise<void> {
  if (parents.length === 0) return
  const { read } = asking.context.store
  const missing = await missingParent((parent, id) => read.get(parent, id, at), parents, asking.caller)
  if (missing) throw new Refusal(missing)
}

/** `GET …/<plural>`: with `limit` a page with links, without it everything, piece by piece. */
export async function list(asking: Asking, target: Collection): Promise<Answer | StreamedAnswer> {
  const { kind } = target
  const { caller, context, behaviours } = asking
  const parsed = parseList(kind, asking.query, caller, behaviours?.of(kind)?.derived?.filters)
  if (!parsed.ok) throw new Refusal(...parsed.faults)
  const request = parsed.value
  if (kind.virtual) {
    await requireParentsAt(asking, target, undefined)
    return listOfVirtual(asking, target, request)
  }
  const { read, journal } = context.store
  if (request.at === undefined) await beforeListing(asking, kind, parametersOf(asking.query))
  const at = request.at === undefined ? undefined : await revisionAt(context.store, request.at)
  const revision = at ?? journal.head()
  await requireParentsAt(asking, target, at)
  const seen = visibility(kind, asking)
  const filter = narrowed(request, target, seen, await derivedFilters(asking, kind, request))
  const marker =
    request.query.marker === undefined ? undefined : await checkedMarker(asking, kind, seen, request.query.marker, at)
  const query: Query = { ...request.query, ...(filter ? { filter } : {}), ...(marker ? { marker } : {}) }
  const reading: Reading = { kind, read, query, at }
  const shown = presenter(kind, viewerOf(asking), request.fields)
  // Of a HEAD nobody reads the objects.
  if (asking.method === 'HEAD') return { status: 200, headers: listHeaders(revision) }
  if (query.limit === undefined) return everything(reading, shown, revision)
  return onePage(asking, reading, query.limit, shown, revision)
}
