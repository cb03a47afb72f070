import { type Fault, failure, type Json, Refusal, type Result, success } from '@baryon/kit'
import type { Kind, Row, Service } from '@baryon/model'
import { sql } from 'kysely'
import { type FindKind, type Session, type SqlDriver, SqlFailure, type SqlLanguage, type Writer } from '../driver.ts'
import { storeErrors } from '../errors.ts'
import { type Applied, forgetApplied, hashOf, readApplied, recordApplied } from '../model-record.ts'
import { Shape } from '../shape/shape.ts'
import { type Added, nameOf, storedKinds } from '../shape/shapes.ts'
import { addElements } from './add-elements.ts'
import { fit, type Holdings, kindsOf } from './fit.ts'
import type { Step } from './step.ts'
import { upgrade } from './upgrade.ts'

const countRows = (language: SqlLanguage, kind: Kind) =>
  language.compile(sql`select count(*) from ${sql.table(kind.table)}`).text

const anyEntry = 'select 1 from baryon_journal where service = ? and kind = ? limit 1'

const holdingsOf = (language: SqlLanguage, session: Session): Holdings => ({
  async rows(kind) {
    const row = await session.get(countRows(language, kind), [])
    return Number(row?.[0])
  },
  async history(kind) {
    return (await session.get(anyEntry, [kind.service, kind.name])) !== undefined
  },
})

const forgetUsage = 'delete from baryon_usage where service = ? and kind = ?'

/** Counts what is there, once; from then on each change keeps the counters up. */
async function count(language: SqlLanguage, session: Session, kind: Kind): Promise<void> {
  const name = [kind.service, kind.name]
  await session.run(forgetUsage, name)
  if (kind.owner === undefined) return
  const owner = sql.ref(kind.owner)
  const { text } = language.compile(
    sql`insert into baryon_usage (service, kind, project, count)
      select ${sql.lit(kind.service)}, ${sql.lit(kind.name)}, ${owner}, count(*)
      from ${sql.table(kind.table)} where ${owner} is not null group by ${owner}`,
  )
  await session.run(text, [])
}

function statementsOf(
  language: SqlLanguage,
  step: Exclude<Step, { do: 'count' | 'add elements' }>,
  find: FindKind,
): readonly string[] {
  switch (step.do) {
    case 'create':
      return language.createKind(step.kind, find)
    case 'drop':
      return language.dropKind(step.kind)
    case 'add': {
      const column = new Shape(step.kind, {}).column(step.attribute.name)
      return [language.addColumn(step.kind, step.attribute, column.encode(step.attribute.default ?? null), find)]
    }
    case 'index':
      return language.changeIndexes(step.from, step.kind)
    case 'drop elements':
      return [language.dropElements(step.kind, step.index)]
  }
}

function duplicates({ kind }: Step, { columns }: SqlFailure): Fault {
  return storeErrors.fault('model.duplicates', {
    name: `${kind.service}.${kind.name}`,
    attributes: columns.join(', '),
  })
}

async function take(language: SqlLanguage, session: Session, step: Step, find: FindKind): Promise<void> {
  if (step.do === 'count') return count(language, session, step.kind)
  if (step.do === 'add elements') return addElements(language, session, step.kind, step.index)
  try {
    for (const statement of statementsOf(language, step, find)) await session.run(statement, [])
  } catch (error) {
    if (error instanceof SqlFailure && error.reason === 'unique') throw new Refusal(duplicates(step, error))
    throw error
  }
}

/** The values that rows got with the attributes that the steps add, together with those added before. */
function addedBy(steps: readonly Step[], before: Added): Added {
  const added: Record<string, Row> = { ...before }
  for (const step of steps) {
    const name = nameOf(step.kind.service, step.kind.name)
    if (step.do === 'drop') delete added[name]
    if (step.do !== 'add') continue
    const value: Json = step.attribute.default ?? null
    added[name] = { ...added[name], [step.attribute.name]: value }
  }
  return added
}

/** What the database now has of a service, given or not; undefined when nothing. */
function recordOf(
  before: Applied | undefined,
  given: Service | undefined,
  steps: readonly Step[],
): Applied | undefined {
  const dropped = kindsOf(steps.filter(step => step.do === 'drop').map(step => step.kind))
  const stays = (kind: Kind) => !dropped.has(nameOf(kind.service, kind.name))
  const former = before === undefined ? [] : [...storedKinds([before.service]), ...before.retired]
  if (given === undefined) {
    const kinds = former.filter(stays)
    return before === undefined || kinds.length === 0 ? undefined : before
  }
  const wanted = kindsOf(storedKinds([given]))
  const retired = former.filter(kind => stays(kind) && !wanted.has(nameOf(kind.service, kind.name)))
  const own = steps.filter(step => step.kind.service === given.name)
  return { hash: hashOf(given), service: given, added: addedBy(own, before?.added ?? {}), retired }
}

async function record(
  session: Session,
  applied: readonly Applied[],
  given: readonly Service[],
  steps: readonly Step[],
  time: number,
): Promise<Added> {
  const names = new Set([...applied.map(({ service }) => service.name), ...given.map(({ name }) => name)])
  let added: Added = {}
  for (const name of names) {
    const before = applied.find(({ service }) => service.name === name)
    const now = recordOf(
      before,
      given.find(service => service.name === name),
      steps,
    )
    if (now === undefined) await forgetApplied(session, name)
    else if (now !== before) await recordApplied(session, now, time)
    added = { ...added, ...now?.added }
  }
  return added
}

const isApplied = (applied: readonly Applied[], given: readonly Service[]) =>
  applied.length === given.length &&
  given.every(service => applied.some(each => each.service.name === service.name && each.hash === hashOf(service)))

/** @returns the faults of a Refusal; the transaction is undone then */
async function inTransaction<T>(writer: Writer, work: () => Promise<T>): Promise<Result<T>> {
  await writer.begin()
  try {
    const value = await work()
    await writer.commit()
    await writer.sync()
    return success(value)
  } catch (error) {
    await writer.rollback()
    if (error instanceof Refusal) return failure(...error.faults)
    throw error
  }
}

/**
 * Makes the database fit the given models, in one transaction, or refuses with every difference and changes nothing.
 * @returns the values that rows and old images have of attributes that were added
 */
export async function applyModels(
  { language, writer }: SqlDriver,
  given: readonly Service[],
  time: number,
): Promise<Result<Added>> {
  const applied = await readApplied(writer)
  const upgraded = await inTransaction(writer, () => upgrade(language, writer, applied))
  if (!upgraded.ok) return upgraded
  if (isApplied(applied, given)) return success(Object.assign({}, ...applied.map(({ added }) => added)) as Added)
  const { steps, faults } = await fit(applied, given, holdingsOf(language, writer))
  if (faults.length > 0) return failure(...faults)
  const all = kindsOf([
    ...applied.flatMap(({ service, retired }) => [...service.kinds, ...retired]),
    ...given.flatMap(({ kinds }) => kinds),
  ])
  const find: FindKind = name => all.get(nameOf(name.service, name.kind))
  return inTransaction(writer, async () => {
    for (const step of steps) await take(language, writer, step, find)
    return record(writer, applied, given, steps, time)
  })
}
