import { failure, Refusal, type Result, success } from '@baryon/kit'
import type { Appended } from './commit.ts'
import type { Entry, Status } from './contract.ts'
import { ObjectWriter, type Occasion } from './object-writer.ts'
import type { UnitTools } from './transaction.ts'

/** Notes each by itself, as if it were alone in its unit of work; what is refused has written nothing. */
export async function noteEach(
  tools: UnitTools,
  statuses: readonly Status[],
  { head, time }: Omit<Occasion, 'origin'>,
): Promise<Appended<readonly Result<boolean>[]>> {
  const entries: Entry[] = []
  const value: Result<boolean>[] = []
  for (const { kind, id, observed, values, origin } of statuses) {
    const objects = new ObjectWriter(tools, { origin, head: head + entries.length, time })
    tools.unchanged.touch(kind, id)
    try {
      value.push(success(await objects.note(tools.shapes.of(kind), id, observed, values, false)))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      value.push(failure(...error.faults))
    }
    entries.push(...objects.entries)
  }
  return { value, entries }
}
