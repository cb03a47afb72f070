/** Which projects own anything of a service. */
import { isStored, type Kind, type Row } from '@baryon/model'
import type { Entry, Query, Store } from '@baryon/store'

const pageSize = 500

const isOwner = (value: unknown): value is string => typeof value === 'string' && value !== ''

/** Projects that own objects by these entries of the journal. */
export function projectsIn(entries: readonly Entry[], service: string, owners: ReadonlyMap<string, string>) {
  const projects = new Set<string>()
  for (const { service: of, kind, image } of entries) {
    const owner = of === service ? owners.get(kind) : undefined
    const project = owner === undefined ? undefined : image[owner]
    if (isOwner(project)) projects.add(project)
  }
  return projects
}

/** The attribute with the project, by the name of the kind, of all kinds that are stored. */
export const ownersOf = (kinds: readonly Kind[]): ReadonlyMap<string, string> =>
  new Map(
    kinds.flatMap(kind => {
      const owner = kind.attributes.find(({ name }) => name === kind.owner)
      return owner === undefined || kind.virtual || !isStored(owner) ? [] : [[kind.name, owner.name] as const]
    }),
  )

/** Rows of a kind as they are, page by page. */
export async function* rowsOf(store: Store, kind: Kind): AsyncGenerator<Row> {
  let query: Query = { limit: pageSize }
  for (;;) {
    const page = await store.read.list(kind, query)
    if (!page.ok) return
    for (const { row } of page.value) yield row
    const last = page.value.at(-1)
    if (last === undefined || page.value.length < pageSize) return
    query = { ...query, after: last.row }
  }
}

/** Projects that own anything now. Ids are all that is kept. */
export async function projectsNow(store: Store, kinds: readonly Kind[]): Promise<ReadonlySet<string>> {
  const owners = ownersOf(kinds)
  const projects = new Set<string>()
  for (const kind of kinds) {
    const owner = owners.get(kind.name)
    if (owner === undefined) continue
    for await (const row of rowsOf(store, kind)) if (isOwner(row[owner])) projects.add(row[owner])
  }
  return projects
}
