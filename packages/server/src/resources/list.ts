import { setImmediate as nextTurn } from 'node:timers/promises'
import { type Fault, type Json, Refusal } from '@baryon/kit'
import { type Filter, idOf, type Kind, keyOf, type Row } from '@baryon/model'
import type { Query, Reader, Revision, Stored } from '@baryon/store'
import { storeErrors } from '@baryon/store'
import { serverErrors } from '../errors.ts'
import { type ListRequest, parseList } from '../query/list-request.ts'
import { type Answer, jsonType, revisionHeader, type StreamedAnswer } from './answer.ts'
import type { Asking } from './asking.ts'
import { revisionAt } from './at.ts'
import { linksOf } from './links.ts'
import { missingParent, parentFilter, parentValue } from './parents.ts'
import { projector } from './projection.ts'
import type { Collection } from './target.ts'
import { isSeen, visibleInList } from './visibility.ts'

/** Rows of one read while a list is written piece by piece; it bounds the memory of a list. */
const pageRows = 1000

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

/** The filter with all that narrows this list: what was asked, the parent in the URL, what the caller may see. */
function narrowed(request: ListRequest, target: Collection, seen: boolean | Filter): Filter | undefined {
  const parent = parentValue(target.kind, target.parents)
  const filters = [
    ...(request.query.filter ? [request.query.filter] : []),
    ...(parent ? [parentFilter(parent)] : []),
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

/** Pages of a list from the first one, already read, to the last. There is another one as long as a row more than wanted was found. */
async function* pages(reading: Reading, first: readonly Stored[]): AsyncGenerator<readonly Stored[]> {
  let found = first
  while (found.length > pageRows) {
    const page = found.slice(0, pageRows)
    yield page
    const last = page.at(-1)
    if (last === undefined) return
    // A client that takes bytes as fast as they come would leave no turn to anyone else.
    await nextTurn()
    const { marker: _, ...query } = reading.query
    found = await readPage(reading, { ...query, after: last.row, limit: pageRows + 1 })
  }
  yield found
}

/** The pieces of `{"<plural>": […]}`. */
async function* pieces(plural: string, found: AsyncIterable<readonly Stored[]>, shown: (row: Row) => Row) {
  let before = `{${JSON.stringify(plural)}:[`
  for await (const page of found) {
    if (page.length === 0) continue
    yield before + JSON.stringify(page.map(({ row }) => shown(row))).slice(1, -1)
    before = ','
  }
  yield before === ',' ? ']}' : `${before}]}`
}

const listHeaders = (revision: Revision) => ({ 'content-type': jsonType, [revisionHeader]: String(revision) })

async function everything(
  reading: Reading,
  shown: (row: Row) => Row,
  revision: Revision,
): Promise<Answer | StreamedAnswer> {
  const first = await readPage(reading, { ...reading.query, limit: pageRows + 1 })
  const { plural } = reading.kind
  const headers = listHeaders(revision)
  if (first.length > pageRows) return { status: 200, headers, pieces: pieces(plural, pages(reading, first), shown) }
  return { status: 200, headers, body: JSON.stringify({ [plural]: first.map(({ row }) => shown(row)) }) }
}

async function onePage(
  asking: Asking,
  reading: Reading,
  limit: number,
  shown: (row: Row) => Row,
  revision: Revision,
): Promise<Answer> {
  const { kind, query } = reading
  const found = await readPage(reading, { ...query, limit: limit + 1 })
  const more = found.length > limit
  // Of a walk backwards, the row too many is the first one.
  const page = more ? (query.backwards ? found.slice(1) : found.slice(0, limit)) : found
  const rows = page.map(({ row }) => row)
  const links = linksOf({ kind, path: asking.path, query: asking.query, asked: query, rows, more })
  const body: Json = { [kind.plural]: rows.map(shown), [`${kind.plural}_links`]: links }
  return { status: 200, headers: listHeaders(revision), body: JSON.stringify(body) }
}

/** `GET …/<plural>`: with `limit` a page with links, without it everything, piece by piece. */
export async function list(asking: Asking, target: Collection): Promise<Answer | StreamedAnswer> {
  const { kind, parents } = target
  const { caller, context } = asking
  const parsed = parseList(kind, asking.query, caller)
  if (!parsed.ok) throw new Refusal(...parsed.faults)
  const request = parsed.value
  const { read, journal } = context.store
  const at = request.at === undefined ? undefined : await revisionAt(context.store, request.at)
  const revision = at ?? journal.head()
  if (parents.length > 0) {
    const missing = await missingParent((parent, id) => read.get(parent, id, at), parents, caller)
    if (missing) throw new Refusal(missing)
  }
  const seen = visibility(kind, asking)
  const filter = narrowed(request, target, seen)
  const marker =
    request.query.marker === undefined ? undefined : await checkedMarker(asking, kind, seen, request.query.marker, at)
  const query: Query = { ...request.query, ...(filter ? { filter } : {}), ...(marker ? { marker } : {}) }
  const reading: Reading = { kind, read, query, at }
  const shown = projector(kind, caller, request.fields)
  // Of a HEAD nobody reads the objects.
  if (asking.method === 'HEAD') return { status: 200, headers: listHeaders(revision) }
  if (query.limit === undefined) return everything(reading, shown, revision)
  return onePage(asking, reading, query.limit, shown, revision)
}
