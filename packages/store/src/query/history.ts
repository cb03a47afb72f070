import type { Row } from '@baryon/model'
import { type RawBuilder, sql } from 'kysely'
import type { Stored } from '../contract.ts'
import type { SqlLanguage, SqlRow } from '../driver.ts'
import type { Column } from '../shape/column.ts'
import type { Shape } from '../shape/shape.ts'
import { someOfList } from './scope.ts'
import { type Source, slot } from './source.ts'

/** Slots that every statement on the past has. */
export const pastSlots = { service: 0, kind: 1, at: 2 } as const

/** One row for each object that lived at the revision: its newest image of each plane up to then. */
const livingThen = sql`(
  select i.id as _id, i.image as _intent, s.image as _status, i.created as _created,
    case when s.revision > i.revision then s.revision else i.revision end as _revision,
    case when s.revision > i.revision then s.time else i.time end as _updated
  from baryon_journal i left join baryon_journal s on s.revision = (
    select max(revision) from baryon_journal
    where service = i.service and kind = i.kind and id = i.id and plane = 'status' and revision <= ${slot(pastSlots.at)}
  ) and s.born = i.born
  where i.service = ${slot(pastSlots.service)} and i.kind = ${slot(pastSlots.kind)} and i.plane = 'intent'
    and i.revision <= ${slot(pastSlots.at)} and i.operation <> 'delete'
    and not exists (
      select 1 from baryon_journal n
      where n.service = i.service and n.kind = i.kind and n.id = i.id and n.plane = 'intent'
        and n.revision > i.revision and n.revision <= ${slot(pastSlots.at)}
    )
) as past`

function pastValue(language: SqlLanguage, shape: Shape, column: Column): RawBuilder<unknown> {
  const { attribute } = column
  if (attribute.stamp !== undefined) return sql.ref(column.stored)
  const image = sql.ref(`_${attribute.plane}`)
  return language.member(image, attribute.name, column.encode(shape.absent(attribute.name)))
}

/** Rows as they were at a revision. */
export function historySource(language: SqlLanguage, shape: Shape): Source {
  const column = (index: number) => pastValue(language, shape, shape.columns[index]!)
  return {
    from: livingThen,
    selected: ['_intent', '_status', '_revision', '_created', '_updated'].map(name => sql.ref(name)),
    column,
    some: (list, condition) => someOfList(language, shape.within(list), column(list), condition),
    lookUp() {
      throw new Error('element indexes are of the newest state alone')
    },
  }
}

/** Condition for one object of the past. */
export const pastId = (index: number): RawBuilder<unknown> => sql`_id = ${slot(index)}`

function imagesOf(values: SqlRow): Row {
  const intent = JSON.parse(values[0] as string) as Row
  return values[1] === null ? intent : { ...intent, ...(JSON.parse(values[1] as string) as Row) }
}

/** An object of the past from what a statement on it selected. */
export function decodePast(shape: Shape, values: SqlRow): Stored {
  const images = imagesOf(values)
  const [, , revision, created, updated] = values.map(Number)
  const valueIn = (name: string) => (Object.hasOwn(images, name) ? images[name]! : shape.absent(name))
  const row = Object.fromEntries(shape.own.map(({ name }) => [name, valueIn(name)]))
  const marks = { revision: revision!, created: created!, updated: updated! }
  return { row: shape.complete(row, marks), revision: marks.revision }
}
