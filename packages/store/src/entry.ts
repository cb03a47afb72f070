import type { Plane, Row } from '@baryon/model'
import type { Entry, Operation, Scope } from './contract.ts'
import type { Session, SqlRow, SqlValue } from './driver.ts'
import { Grouped } from './grouped.ts'

/** An entry with what the journal keeps beside it. */
export interface Line extends Entry {
  /** Revision and time of the creation of the object's present life: an id may be used again after a deletion. */
  readonly born: number
  readonly created: number
}

/** Columns of an entry, in the order of {@link decodeEntry}. */
export const entryColumns =
  'revision, tx, plane, service, kind, id, project, operation, image, actor, request_id, time, scope'

const insertion = new Grouped(
  15,
  places => `insert into baryon_journal (${entryColumns}, born, created) values ${places}`,
)

const lineValues = (line: Line): SqlValue[] => [
  line.revision,
  line.transaction,
  line.plane,
  line.service,
  line.kind,
  line.id,
  line.project,
  line.operation,
  JSON.stringify(line.image),
  line.actor,
  line.requestId,
  line.time,
  line.scope === undefined ? null : JSON.stringify(line.scope),
  line.born,
  line.created,
]

/** Writes them in their order. */
export const insertLines = (session: Session, lines: readonly Line[]): Promise<void> =>
  insertion.run(session, lines.map(lineValues))

/** Many entries in a row are of one caller. */
let known: { readonly text: SqlValue; readonly scope: Scope } | undefined

function scopeOf(text: SqlValue): Scope {
  if (known?.text !== text) known = { text, scope: JSON.parse(text as string) as Scope }
  return known.scope
}

export const decodeEntry = (values: SqlRow): Entry => ({
  revision: values[0] as number,
  transaction: values[1] as number,
  plane: values[2] as Plane,
  service: values[3] as string,
  kind: values[4] as string,
  id: values[5] as string,
  project: values[6] as string | null,
  operation: values[7] as Operation,
  image: JSON.parse(values[8] as string) as Row,
  actor: values[9] as string,
  requestId: values[10] as string,
  time: values[11] as number,
  ...(values[12] === null ? {} : { scope: scopeOf(values[12]!) }),
})
