import { Refusal } from '@baryon/kit'
import type { Caller, Kind, Registry } from '@baryon/model'
import type { Reader, Transaction } from '@baryon/store'
import type { Sight } from './behaviour.ts'

const isReader = (from: Reader | Transaction): from is Reader => !('insert' in from)

/** A reader whose refusals are thrown, as those of a transaction are. */
function thrown(reader: Reader): Sight['read'] {
  return {
    get: (kind, id) => reader.get(kind, id),
    async list(kind, query) {
      const listed = await reader.list(kind, query)
      if (!listed.ok) throw new Refusal(...listed.faults)
      return listed.value
    },
    count: (kind, filter) => reader.count(kind, filter),
    elements: (kind, index, query) => reader.elements(kind, index, query),
    countElements: (kind, index, query) => reader.countElements(kind, index, query),
  }
}

const readers = new WeakMap<Reader, Sight['read']>()

function readOf(from: Reader | Transaction): Sight['read'] {
  if (!isReader(from)) return from
  let read = readers.get(from)
  if (read === undefined) {
    read = thrown(from)
    readers.set(from, read)
  }
  return read
}

/**
 * What the behaviours of a service may use while something is answered.
 * @param from the store; in a transaction that transaction, so that what it wrote is seen
 */
export const sightOf = (service: string, registry: Registry, caller: Caller, from: Reader | Transaction): Sight => ({
  registry,
  caller,
  read: readOf(from),
  kind(name: string): Kind {
    const kind = registry.kind({ service, kind: name })
    if (kind === undefined) throw new Error(`the service ${service} has no kind "${name}"`)
    return kind
  },
})
