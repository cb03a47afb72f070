import type { Book } from './book.ts'
import type { Key } from './intent.ts'
import { textOf } from './key.ts'
import type { Delivery, Ledger } from './ledger.ts'
import type { Queue } from './queue.ts'

const page = 200

/** Things that needed another are told again: those set aside, or all. */
export async function retellChildren(
  { target, ledger, queue, book }: { target: string; ledger: Ledger; queue: Queue; book: Book },
  parent: Key,
  state: Delivery['state'] | undefined,
): Promise<void> {
  await book.flush()
  let after: Key | undefined
  do {
    const query = { limit: page, ...(state === undefined ? {} : { state }), ...(after === undefined ? {} : { after }) }
    const found = await ledger.list(target, query)
    for (const { key, parents } of found)
      if (parents.some(one => textOf(one) === textOf(parent)))
        queue.add({ key, from: Number.POSITIVE_INFINITY, since: Number.POSITIVE_INFINITY, force: true })
    after = found.at(-1)?.key
  } while (after !== undefined)
}
