import { isDeepStrictEqual } from 'node:util'
import type { Row } from '@baryon/model'
import { ApiError } from '../../api-error.ts'
import type { ListOptions } from '../../list.ts'
import type { Entry, WatchEvent } from '../../watch.ts'
import { idOf } from '../input/id.ts'
import { matches } from '../input/match.ts'
import type { View } from '../output/format.ts'
import { liveTable } from '../output/live-table.ts'
import { streamWriter } from '../output/stream-writer.ts'
import { kindClient, type VerbContext } from './verb.ts'

/** What became of the list by one change; undefined: nothing that it shows. */
interface Step {
  readonly operation: 'create' | 'update' | 'delete'
  readonly id: string
  readonly row: Row
}

/** The objects that a list shows, kept as they change. */
export class Watched {
  readonly rows = new Map<string, Row>()
  readonly #filter: URLSearchParams
  readonly #show: (id: string) => Promise<Row | undefined>

  /** @param show reads an object anew: a change tells one plane of it alone */
  constructor(filter: URLSearchParams, show: (id: string) => Promise<Row | undefined>) {
    this.#filter = filter
    this.#show = show
  }

  /** Telling a change twice, or one that the list has seen already, does no harm. */
  async apply(entry: Entry): Promise<Step | undefined> {
    const { id, operation } = entry
    const before = this.rows.get(id)
    if (operation === 'delete') {
      if (entry.plane === 'intent' && this.rows.delete(id))
        return { operation, id, row: { ...before, ...entry.object } }
      return undefined
    }
    const known = before ?? (operation === 'create' ? {} : await this.#show(id))
    if (known === undefined) return undefined
    const row = { ...known, ...entry.object }
    if (matches(this.#filter, row)) {
      this.rows.set(id, row)
      return { operation: before === undefined ? 'create' : 'update', id, row }
    }
    return this.rows.delete(id) ? { operation: 'delete', id, row } : undefined
  }

  /** Takes a list that was read anew. @returns what became of the one before */
  replace(rows: ReadonlyMap<string, Row>): Step[] {
    const steps: Step[] = []
    for (const [id, row] of this.rows) if (!rows.has(id)) steps.push({ operation: 'delete', id, row })
    for (const [id, row] of rows) {
      const before = this.rows.get(id)
      if (before === undefined) steps.push({ operation: 'create', id, row })
      else if (!isDeepStrictEqual(before, row)) steps.push({ operation: 'update', id, row })
    }
    this.rows.clear()
    for (const [id, row] of rows) this.rows.set(id, row)
    return steps
  }
}

interface Query extends ListOptions {
  readonly filter: URLSearchParams
}

interface Listed {
  readonly rows: ReadonlyMap<string, Row>
  /** A revision that the list includes. */
  readonly revision: number
}

async function listed({ kind, ...context }: VerbContext, query: Query): Promise<Listed> {
  const rows = new Map<string, Row>()
  let revision: number | undefined
  for await (const page of (await kindClient({ kind, ...context })).list(query).pages()) {
    revision ??= page.revision
    for (const row of page.objects) rows.set(idOf(kind, row), row)
  }
  return { rows, revision: revision ?? 0 }
}

async function eventsAfter({ session, service, kind }: VerbContext, from: number) {
  const onLost = (error: Error, delay: number) =>
    void session.io.stderr.write(`${error.message}; trying again in ${Math.ceil(delay)} ms\n`)
  const { signal } = session.io
  return (await session.client()).watch({ from, kind: `${service.name}/${kind.name}`, signal, onLost })
}

/**
 * Every event until it is interrupted or the journal has no longer what comes next.
 * @returns whether a new list is needed to go on. That is not so when a fresh one was refused: then that is thrown
 */
async function follow(
  events: AsyncIterable<WatchEvent>,
  told: (event: WatchEvent) => Promise<void> | void,
): Promise<boolean> {
  let heard = false
  try {
    for await (const event of events) {
      heard = true
      await told(event)
    }
    return false
  } catch (error) {
    if (heard && error instanceof ApiError && error.status === 410) return true
    throw error
  }
}

/**
 * Shows a list, then every change of it until interrupted: a live table on a terminal, otherwise a stream of records.
 * After an interruption so long that the journal was cut, it lists again and tells the differences.
 */
export async function watchList(context: VerbContext, query: Query, view: View): Promise<void> {
  const { session } = context
  const { signal } = session.io
  const objects = await kindClient(context)
  const show = (id: string) =>
    objects.show(id, { signal }).then(
      kept => kept.object,
      () => undefined,
    )
  const watched = new Watched(query.filter, show)
  let now = await listed(context, query)
  watched.replace(now.rows)
  const display = view.format === 'table' && session.io.stdout.isTTY ? live(context, view) : stream(context, view)
  await display.begin([...watched.rows.values()])
  const told = async (event: WatchEvent) => {
    const step = event.operation === 'synced' ? undefined : await watched.apply(event)
    if (step !== undefined) await display.step(step, [...watched.rows.values()], event.revision)
  }
  while (await follow(await eventsAfter(context, now.revision), told)) {
    now = await listed(context, query)
    for (const step of watched.replace(now.rows)) await display.step(step, [...watched.rows.values()], now.revision)
  }
}

interface Display {
  begin(rows: readonly Row[]): Promise<void>
  step(step: Step, rows: readonly Row[], revision: number): Promise<void>
}

function live({ session }: VerbContext, view: View): Display {
  const draw = liveTable(session.io.stdout, view)
  return {
    begin: async rows => draw(rows, undefined),
    step: async (step, rows) => draw(rows, step.row),
  }
}

/** Each record has what happened (`list` for what was there), the revision, and the object: flat, but as `object` in JSON and YAML. */
function stream({ session }: VerbContext, view: View): Display {
  const whole = view.format === 'json' || view.format === 'yaml'
  const columns = ['operation', ...view.columns]
  const write = streamWriter(session.io.stdout, { ...view, columns, chosen: view.chosen && !whole })
  const chosen = (row: Row): Row =>
    view.chosen ? Object.fromEntries(view.columns.map(column => [column, row[column] ?? null])) : row
  const record = (operation: string, revision: number | undefined, row: Row): Row =>
    whole ? { operation, ...(revision === undefined ? {} : { revision }), object: chosen(row) } : { ...row, operation }
  return {
    begin: rows => write(rows.map(row => record('list', undefined, row))),
    step: ({ operation, row }, _rows, revision) => write([record(operation, revision, row)]),
  }
}
