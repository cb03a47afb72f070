import { type Fault, Refusal } from '@baryon/kit'
import { type ElementIndex, idOf, type Kind, type Row } from '@baryon/model'
import type { Session, SqlLanguage } from '../driver.ts'
import { ElementWriter, elementChanges } from '../element-writer.ts'
import { storeErrors } from '../errors.ts'
import { Queries } from '../query/queries.ts'
import { Shape } from '../shape/shape.ts'

/** Bounds how many objects are held in memory. */
const page = 1000

function duplicates({ service, name }: Kind, { list, attributes }: ElementIndex): Fault {
  const members = attributes.length === 0 ? [list] : attributes.map(each => `${list}.${each}`)
  return storeErrors.fault('model.duplicates', { name: `${service}.${name}`, attributes: members.join(', ') })
}

async function fill(language: SqlLanguage, session: Session, kind: Kind, index: ElementIndex): Promise<void> {
  const shape = new Shape(kind, {})
  const queries = new Queries(language)
  const writer = new ElementWriter(queries, session)
  let last: Row | undefined
  for (;;) {
    const { text, values } = queries.list(shape, { limit: page }, last)
    const rows = (await session.all(text, values)).map(each => shape.decode(each).row)
    for (const row of rows) {
      const changes = elementChanges(shape, idOf(kind, row), undefined, row, ({ name }) => name === index.name)
      await writer.apply(kind, changes).catch((error: unknown) => {
        throw error instanceof Refusal ? new Refusal(duplicates(kind, index)) : error
      })
    }
    last = rows.at(-1)
    if (rows.length < page) return
  }
}

/**
 * Makes an element index with the rows that follow from the stored objects of its kind.
 * @throws Refusal `model.duplicates`
 */
export async function addElements(
  language: SqlLanguage,
  session: Session,
  kind: Kind,
  index: ElementIndex,
): Promise<void> {
  for (const statement of language.createElements(kind, index)) await session.run(statement, [])
  await fill(language, session, kind, index)
}
