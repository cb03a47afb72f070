import type { Fault, Json } from '@baryon/kit'
import type { CommitLane } from './commit.ts'
import type { Deliveries, Delivery, DeliveryMode, DeliveryQuery, Revision, ThingKey } from './contract.ts'
import type { Session, SqlRow, SqlValue } from './driver.ts'
import { Grouped } from './grouped.ts'
import { advanceCursor, selectCursor } from './journal.ts'
import { orThrow } from './or-throw.ts'

const columns = 'kind, id, state, revision, hash, address, parents, fault, time, kept'
const selectOne = `select ${columns} from baryon_delivery where target = ? and kind = ? and id = ?`
/** So many are read by one statement; the places that are left over have the last id. */
const readAtOnce = 32
const fewKeys = 4
const selectSome = `select ${columns} from baryon_delivery where target = ? and kind = ? and id in (${Array(readAtOnce).fill('?').join()})`
const puts = new Grouped(
  11,
  places => `insert into baryon_delivery (target, ${columns}) values ${places}
  on conflict (target, kind, id) do update set state = excluded.state, revision = excluded.revision, hash = excluded.hash,
    address = excluded.address, parents = excluded.parents, fault = excluded.fault, time = excluded.time,
    kept = excluded.kept`,
)
const dropOne = 'delete from baryon_delivery where target = ? and kind = ? and id = ?'
const count = 'select count(*) from baryon_delivery where target = ? and state = ?'
const dropSome = `delete from baryon_delivery where target = ?1 and (kind, id) in (
  select kind, id from baryon_delivery where target = ?1 order by kind, id limit ?2
)`
const dropCursor = 'delete from baryon_cursor where reader = ?'
const selectMode = 'select mode from baryon_target where target = ?'
const putMode = `insert into baryon_target (target, mode) values (?, ?)
  on conflict (target) do update set mode = excluded.mode`
/** Jumps from one target to the next, however much is kept of each. */
const selectTargets = `with recursive found (target) as (
    select min(target) from baryon_delivery
    union all
    select (select min(target) from baryon_delivery where target > found.target) from found where found.target is not null
  )
  select target from found where target is not null union select target from baryon_target order by target`

/** Bounds how long forgetting keeps the lane from users. */
const forgottenAtOnce = 1000

const valuesOf = (target: string, delivery: Delivery): SqlValue[] => [
  target,
  delivery.key.kind,
  delivery.key.id,
  delivery.state,
  delivery.revision,
  delivery.hash,
  JSON.stringify(delivery.address),
  JSON.stringify(delivery.parents),
  delivery.fault === undefined ? null : JSON.stringify(delivery.fault),
  delivery.time,
  delivery.kept === undefined ? null : JSON.stringify(delivery.kept),
]

function decode([kind, id, state, revision, hash, address, parents, fault, time, kept]: SqlRow): Delivery {
  return {
    key: { kind: String(kind), id: String(id) },
    state: state as Delivery['state'],
    revision: Number(revision),
    hash: String(hash),
    address: JSON.parse(String(address)) as Json,
    parents: JSON.parse(String(parents)) as ThingKey[],
    ...(fault === null ? {} : { fault: JSON.parse(String(fault)) as Fault }),
    ...(kept === null ? {} : { kept: JSON.parse(String(kept)) as NonNullable<Delivery['kept']> }),
    time: Number(time),
  }
}

/** Keys alone, so that those of one state come from its index. */
export function keysText({ state, after }: DeliveryQuery): string {
  const bounds = [
    'target = ?',
    ...(state === undefined ? [] : ['state = ?']),
    ...(after === undefined ? [] : ['(kind, id) > (?, ?)']),
  ]
  return `select kind, id from baryon_delivery where ${bounds.join(' and ')} order by kind, id limit ?`
}

/** What targets have acknowledged, one row for each thing and target. */
export class SqlDeliveries implements Deliveries {
  readonly #session: Session
  readonly #lane: CommitLane

  constructor(session: Session, lane: CommitLane) {
    this.#session = session
    this.#lane = lane
  }

  async cursor(target: string): Promise<Revision> {
    const row = await this.#session.get(selectCursor, [target])
    return Number(row?.[0] ?? 0)
  }

  async mode(target: string): Promise<DeliveryMode> {
    const row = await this.#session.get(selectMode, [target])
    return (row?.[0] ?? 'running') as DeliveryMode
  }

  async setMode(target: string, mode: DeliveryMode): Promise<void> {
    orThrow(await this.#lane.maintain(async session => session.run(putMode, [target, mode])))
  }

  async get(target: string, keys: readonly ThingKey[]): Promise<readonly (Delivery | undefined)[]> {
    if (keys.length < fewKeys) {
      const rows: (SqlRow | undefined)[] = []
      for (const { kind, id } of keys) rows.push(await this.#session.get(selectOne, [target, kind, id]))
      return rows.map(row => (row === undefined ? undefined : decode(row)))
    }
    const found = new Map<string, ReadonlyMap<string, Delivery>>()
    for (const [kind, some] of Map.groupBy(keys, key => key.kind)) found.set(kind, await this.#some(target, kind, some))
    return keys.map(({ kind, id }) => found.get(kind)?.get(id))
  }

  /** Of one kind, by their ids. */
  async #some(target: string, kind: string, keys: readonly ThingKey[]): Promise<ReadonlyMap<string, Delivery>> {
    const found = new Map<string, Delivery>()
    for (let first = 0; first < keys.length; first += readAtOnce) {
      const ids = Array.from({ length: readAtOnce }, (_, at) => keys[Math.min(first + at, keys.length - 1)]!.id)
      for (const row of await this.#session.all(selectSome, [target, kind, ...ids]))
        found.set(String(row[1]), decode(row))
    }
    return found
  }

  async put(
    target: string,
    delivered: readonly Delivery[],
    gone: readonly ThingKey[],
    cursor: Revision,
  ): Promise<void> {
    const written = await this.#lane.maintain(async session => {
      await puts.run(
        session,
        delivered.map(delivery => valuesOf(target, delivery)),
      )
      for (const { kind, id } of gone) await session.run(dropOne, [target, kind, id])
      await session.run(advanceCursor, [target, cursor])
    })
    orThrow(written)
  }

  async list(target: string, query: DeliveryQuery): Promise<readonly Delivery[]> {
    const { state, after, limit } = query
    const values: SqlValue[] = [
      target,
      ...(state === undefined ? [] : [state]),
      ...(after === undefined ? [] : [after.kind, after.id]),
      limit,
    ]
    const rows = await this.#session.all(keysText(query), values)
    const found = await this.get(
      target,
      rows.map(([kind, id]) => ({ kind: String(kind), id: String(id) })),
    )
    return found.filter(delivery => delivery !== undefined)
  }

  async counts(target: string): Promise<Readonly<Record<Delivery['state'], number>>> {
    const of = async (state: Delivery['state']) => Number((await this.#session.get(count, [target, state]))?.[0] ?? 0)
    return { there: await of('there'), refused: await of('refused') }
  }

  /** The cursor goes first: whoever stops in between has to tell everything again. */
  async clear(target: string): Promise<void> {
    orThrow(await this.#lane.maintain(async session => session.run(dropCursor, [target])))
    for (let forgotten = forgottenAtOnce; forgotten === forgottenAtOnce; )
      forgotten = orThrow(await this.#lane.maintain(async session => session.run(dropSome, [target, forgottenAtOnce])))
  }

  async targets(): Promise<readonly string[]> {
    return (await this.#session.all(selectTargets, [])).map(([target]) => String(target))
  }
}
