import type { Work } from '@baryon/decide'
import type { Filter } from '@baryon/model'
import { allocationOf, type NumberedType } from './network-types.ts'

/** Ids of one type, of a physical network if they are VLANs. */
export interface IdRange {
  readonly network_type: NumberedType
  readonly physical_network: string | null
  readonly minimum: number
  readonly maximum: number
}

const within = ({ network_type, physical_network }: IdRange, from: number, to: number): Filter => ({
  all: [
    { attribute: 'network_type', in: [network_type] },
    { attribute: 'physical_network', in: [physical_network] },
    { attribute: 'segmentation_id', from, to },
  ],
})

const segmentsIn = (range: IdRange, from: number, to: number, work: Work): Promise<number> =>
  work.tx.count(work.kind('Segment'), within(range, from, to))

/** Whether no segment has that id. */
export async function isFree(range: Pick<IdRange, 'network_type' | 'physical_network'>, id: number, work: Work) {
  const allocation = allocationOf({ ...range, segmentation_id: id })
  return (await work.tx.count(work.kind('Segment'), { attribute: 'allocation', in: [allocation] })) === 0
}

/** The least free id of a range, found by halving it, so that no id is looked at one by one. */
async function leastFree(range: IdRange, work: Work): Promise<number | undefined> {
  let { minimum: from, maximum: to } = range
  if ((await segmentsIn(range, from, to, work)) === to - from + 1) return undefined
  while (from < to) {
    const middle = Math.floor((from + to) / 2)
    if ((await segmentsIn(range, from, middle, work)) === middle - from + 1) from = middle + 1
    else to = middle
  }
  return from
}

/**
 * Finds free ids. It remembers where it found the last one of a range, so that the next is usually found at once; what it
 * remembers is a hint alone, since what it gave may have been rolled back, or taken by an administrator.
 */
export class FreeIds {
  readonly #next = new Map<string, number>()

  /** @returns undefined when all ids of the range are in use */
  async of(range: IdRange, work: Work): Promise<number | undefined> {
    const name = [range.network_type, range.physical_network, range.minimum, range.maximum].join(':')
    const hint = this.#next.get(name) ?? range.minimum
    const isUsable = hint <= range.maximum && (await isFree(range, hint, work))
    const id = isUsable ? hint : await leastFree(range, work)
    if (id !== undefined) this.#next.set(name, id + 1)
    return id
  }
}
