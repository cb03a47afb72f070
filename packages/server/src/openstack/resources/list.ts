import { absentVerb, listVirtual, sightOf, verbsOf } from '@baryon/decide'
import { Refusal } from '@baryon/kit'
import { type Filter, idOf, type Kind, keyOf, type Row } from '@baryon/model'
import { type Query, type Stored, storeErrors } from '@baryon/store'
import { type Presenter, presenter } from '../../present/presenter.ts'
import { type Answer, jsonAnswer, jsonType, revisionHeader, type StreamedAnswer } from '../../resources/answer.ts'
import type { Asking } from '../../resources/asking.ts'
import { beforeListing } from '../../resources/listing.ts'
import { pageRows, pages } from '../../resources/pages.ts'
import { missingParent, parentFilter, parentValue } from '../../resources/parents.ts'
import type { Collection } from '../../resources/target.ts'
import { viewerOf } from '../../resources/viewer.ts'
import { queried } from '../../resources/virtual.ts'
import { isSeen, visibleInList } from '../../resources/visibility.ts'
import { looksOf, readFields } from '../dress.ts'
import { envelopeOf } from '../envelope.ts'
import { type Filtering, readFilters } from '../query/filters.ts'
import { linksOf, type Page, readPage } from '../query/page.ts'
import { byName, type Parameters, parametersOf } from '../query/parameters.ts'
import { readSort } from '../query/sort.ts'

const emptyFiltering = 'empty-string-filtering'

interface Listing {
  readonly asking: Asking
  readonly target: Collection
  readonly parameters: Parameters
  readonly page: Page
  readonly query: Query
  readonly shown: Presenter
}

function filteringOf({ context, registry, behaviours, caller }: Asking, kind: Kind): Filtering {
  const sight = sightOf(kind.service, registry, caller, context.store.read)
  const emptyFilters =
    registry.service(kind.service)?.extensions?.some(({ alias }) => alias === emptyFiltering) ?? false
  return { kind, behaviours, sight, emptyFilters }
}

/** A marker is what a link of an earlier page says: the part of the key that stands in URLs. */
function markerOf({ key, parent }: Kind, row: Row | undefined): string | undefined {
  const name = key.find(each => each !== parent?.attribute) ?? key[0] ?? ''
  const value = row?.[name]
  return value === undefined || value === null ? undefined : String(value)
}

function idOfMarker(kind: Kind, marker: string, { parents }: Collection): string | undefined {
  const above = parents.at(-1)
  const composite = kind.key.length > 1 && above !== undefined
  const text = composite
    ? kind.key.map(name => encodeURIComponent(name === kind.parent?.attribute ? above.id : marker)).join(',')
    : marker
  const key = keyOf(kind, text)
  return key && idOf(kind, key)
}

/** An object that the caller cannot see is no marker: its place would tell of it. */
async function checkedMarker(asking: Asking, target: Collection, seen: boolean | Filter, marker: string) {
  const { kind } = target
  const id = idOfMarker(kind, marker, target)
  if (kind.virtual && id !== undefined) return id
  const stored = id === undefined ? undefined : await asking.context.store.read.get(kind, id)
  if (id === undefined || stored === undefined || !isSeen(seen, stored.row))
    throw new Refusal(storeErrors.fault('marker.unknown', { kind: kind.name, id: marker }))
  return id
}

async function listingOf(asking: Asking, target: Collection, seen: boolean | Filter): Promise<Listing> {
  const { kind, parents } = target
  const parameters = parametersOf(asking.query)
  const fields = readFields(kind, parameters)
  const asked = await readFilters(parameters, filteringOf(asking, kind))
  const sort = readSort(kind, parameters, asking.caller)
  const page = readPage(parameters)
  const marker = page.marker === undefined ? undefined : await checkedMarker(asking, target, seen, page.marker)
  const parent = kind.virtual ? undefined : parentValue(kind, parents)
  const filters = [...asked, ...(parent ? [parentFilter(parent)] : []), ...(typeof seen === 'boolean' ? [] : [seen])]
  const [only] = filters
  const query: Query = {
    ...(only === undefined ? {} : { filter: filters.length === 1 ? only : { all: filters } }),
    ...(sort.length > 0 ? { sort } : {}),
    ...(page.limit > 0 ? { limit: page.limit } : {}),
    ...(marker === undefined ? {} : { marker }),
    ...(page.reverse && page.limit > 0 ? { backwards: true } : {}),
  }
  const shown: Presenter = presenter(kind, viewerOf(asking), fields?.attributes, looksOf(kind, fields))
  return { asking, target, parameters, page, query, shown }
}

async function readRows({ asking, target }: Listing, query: Query): Promise<readonly Stored[]> {
  const found = await asking.context.store.read.list(target.kind, query)
  if (!found.ok) throw new Refusal(...found.faults)
  return found.value
}

/** The pieces of `{"<plural>": […]}`. */
async function* pieces(listing: Listing, first: readonly Stored[]): AsyncGenerator<string> {
  let before = `{${JSON.stringify(envelopeOf(listing.target.kind))}:[`
  for await (const page of pages(first, listing.query, query => readRows(listing, query))) {
    if (page.length === 0) continue
    yield before
    yield JSON.stringify(await listing.shown(page.map(({ row }) => row))).slice(1, -1)
    before = ','
  }
  yield before === ',' ? ']}' : `${before}]}`
}

async function pageAnswer(listing: Listing, rows: readonly Row[]): Promise<Answer> {
  const { asking, target, parameters, page } = listing
  const plural = envelopeOf(target.kind)
  const objects = await listing.shown(rows)
  if (page.limit === 0) return jsonAnswer(200, { [plural]: objects })
  const links = linksOf({
    url: asking.origin() + asking.path,
    parameters,
    page,
    first: markerOf(target.kind, rows[0]),
    last: markerOf(target.kind, rows.at(-1)),
    count: rows.length,
  })
  return jsonAnswer(200, { [plural]: objects, ...(links.length > 0 ? { [`${plural}_links`]: links } : {}) })
}

async function storedAnswer(listing: Listing): Promise<Answer | StreamedAnswer> {
  const { page, query } = listing
  if (page.limit > 0)
    return pageAnswer(
      listing,
      (await readRows(listing, query)).map(({ row }) => row),
    )
  const first = await readRows(listing, { ...query, limit: pageRows + 1 })
  if (first.length <= pageRows)
    return pageAnswer(
      listing,
      first.map(({ row }) => row),
    )
  return { status: 200, headers: { 'content-type': jsonType }, pieces: pieces(listing, first) }
}

async function virtualAnswer(listing: Listing): Promise<Answer> {
  const { asking, target, query, parameters } = listing
  const { kind, parents } = target
  const { registry, behaviours, caller, context } = asking
  const sight = sightOf(kind.service, registry, caller, context.store.read)
  const rows = await listVirtual(kind, sight, behaviours, parentValue(kind, parents), byName(parameters))
  return pageAnswer(listing, queried(kind, rows, query))
}

function requireListed(asking: Asking, kind: Kind) {
  const verbs = verbsOf(kind, asking.behaviours?.of(kind))
  if (!verbs.includes('list')) throw new Refusal(absentVerb(kind, 'list', verbs))
}

/** `GET …/<path>`: everything, or with `limit` a page with links. */
export async function list(asking: Asking, target: Collection): Promise<Answer | StreamedAnswer> {
  const { kind, parents } = target
  const { read, journal } = asking.context.store
  requireListed(asking, kind)
  if (parents.length > 0) {
    const missing = await missingParent((parent, id) => read.get(parent, id), parents, asking.caller)
    if (missing) throw new Refusal(missing)
  }
  if (!kind.virtual) await beforeListing(asking, kind, byName(parametersOf(asking.query)))
  const revision = journal.head()
  const seen = kind.virtual ? true : visibleInList(kind, asking.caller)
  const listing = await listingOf(asking, target, seen)
  // Who may see none of the objects is told that there are none.
  const answer =
    seen === false ? await pageAnswer(listing, []) : await (kind.virtual ? virtualAnswer : storedAnswer)(listing)
  return { ...answer, headers: { ...answer.headers, [revisionHeader]: String(revision) } }
}
