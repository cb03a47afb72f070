import { elementIndexes, identifier, type Kind } from '@baryon/model'
import { sql } from 'kysely'
import type { Session, SqlLanguage } from '../driver.ts'
import { readNumber, writeFormat } from '../meta.ts'
import type { Applied } from '../model-record.ts'
import { storedKinds } from '../shape/shapes.ts'
import { addElements } from './add-elements.ts'

/**
 * Version of the tables as this program makes them. The first one had no element indexes, but tables of links for lists of references,
 * and an index of the journal's times; the second one had no tables of backends; the third
 * one forgot what a thing was before it was refused; the fourth one what project and roles somebody had who changed something.
 */
export const format = 5

const formatWithElements = 2
const formatWithBackends = 3
const formatWithKept = 4

async function replaceLinks(language: SqlLanguage, session: Session, kind: Kind): Promise<void> {
  for (const index of elementIndexes(kind)) {
    const links = sql.table(identifier(kind.table, index.list))
    await session.run(language.compile(sql`drop table ${links}`).text, [])
    await addElements(language, session, kind, index)
  }
}

async function runAll(session: Session, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await session.run(statement, [])
}

/** Brings the tables of applied kinds to the format of this program. */
export async function upgrade(language: SqlLanguage, session: Session, applied: readonly Applied[]): Promise<void> {
  const found = await readNumber(session, 'format')
  if (found >= format) return
  if (found < formatWithElements) {
    for (const { service, retired } of applied)
      for (const kind of [...storedKinds([service]), ...retired]) await replaceLinks(language, session, kind)
    await session.run('drop index if exists baryon_journal__time', [])
  }
  const { tablesOfBackends, addedToBackends, addedToJournal } = language
  if (found < formatWithBackends) await runAll(session, tablesOfBackends)
  else if (found < formatWithKept) await runAll(session, addedToBackends)
  await runAll(session, addedToJournal)
  await writeFormat(session, format)
}
