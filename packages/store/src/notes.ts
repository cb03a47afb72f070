import { failure, Refusal, type Result, success } from '@baryon/kit'
import type { Appended } from './commit.ts'
import type { Entry, Status } from './contract.ts'
import type { SqlRow } from './driver.ts'
import { insertLines, type Line } from './entry.ts'
import { ObjectWriter, type Occasion } from './object-writer.ts'
import { keyText } from './read.ts'
import type { Shape } from './shape/shape.ts'
import type { UnitTools } from './transaction.ts'

/** Fewer are read one by one. */
const few = 4

/** Notes each by itself, as if it were alone in its unit of work; what is refused has written nothing. */
export async function noteEach(
  tools: UnitTools,
  statuses: readonly Status[],
  { head, time }: Omit<Occasion, 'origin'>,
): Promise<Appended<readonly Result<boolean>[]>> {
  const entries: Entry[] = []
  const lines: Line[] = []
  const value: Result<boolean>[] = []
  const take = await readTogether(tools, statuses)
  for (const { kind, id, observed, values, origin } of statuses) {
    const objects = new ObjectWriter(tools, { origin, head: head + entries.length, time }, lines)
    const shape = tools.shapes.of(kind)
    tools.unchanged.touch(kind, id)
    try {
      value.push(success(await objects.note(shape, id, observed, values, false, take(shape, id))))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      value.push(failure(...error.faults))
    }
    entries.push(...objects.entries)
  }
  await insertLines(tools.session, lines)
  return { value, entries }
}

/** What it takes to note them, as it is before the first is noted: each is taken once. */
async function readTogether({ reader, shapes }: UnitTools, statuses: readonly Status[]) {
  const found = new Map<Shape, Map<string, SqlRow>>()
  for (const [shape, some] of Map.groupBy(statuses, ({ kind }) => shapes.of(kind))) {
    if (some.length < few) continue
    const keys = some.map(({ id }) => shape.keyValues(id)).filter(key => key !== undefined)
    found.set(shape, await reader.notedOfSome(shape, keys))
  }
  return (shape: Shape, id: string): SqlRow | undefined => {
    const rows = found.get(shape)
    const key = rows && shape.keyValues(id)
    if (key === undefined) return
    const row = rows?.get(keyText(key))
    rows?.delete(keyText(key))
    return row
  }
}
