/** Which entries of the journal a request asks for. */
import { type Fault, type Result, success } from '@baryon/kit'
import type { Kind, Plane, Registry } from '@baryon/model'
import type { Entry, JournalFilter } from '@baryon/store'
import { serverErrors } from '../errors.ts'
import { type Plain, readPlain } from '../query/plain.ts'
import { decodeText, encodingFault, type RawQuery } from '../query/raw.ts'

export interface Selection {
  /** What a store can filter by. */
  readonly filter: JournalFilter
  /** `service/Kind`; undefined: all. */
  readonly kinds: ReadonlySet<string> | undefined
}

export const selectionParameters = ['service', 'kind', 'project', 'plane', 'id']

const text: Plain<string> = { expected: 'a text', read: value => (value === '' ? undefined : value) }

const plane: Plain<Plane> = {
  expected: '"intent" or "status"',
  read: value => (value === 'intent' || value === 'status' ? value : undefined),
}

export const revision: Plain<number> = {
  expected: 'a revision, which is a whole number',
  read: value => (/^\d{1,15}$/.test(value) ? Number(value) : undefined),
}

const bad = (name: string, value: string, expected: string) =>
  serverErrors.fault('parameter.value', { name, value, expected }, `?${name}`)

/** The kinds that one `kind=` names, `Kind` or `service/Kind`, within the service if one is given. */
function kindsNamed(name: string, service: string | undefined, registry: Registry): readonly Kind[] {
  const slash = name.indexOf('/')
  const kind = name.slice(slash + 1)
  const within = slash === -1 ? service : name.slice(0, slash)
  if (slash !== -1 && service !== undefined && service !== within) return []
  return registry.kinds().filter(one => one.name === kind && (within === undefined || one.service === within))
}

function readKinds(
  raw: RawQuery,
  service: string | undefined,
  registry: Registry,
  faults: Fault[],
): Kind[] | undefined {
  const named = raw.get('kind')
  if (named === undefined)
    return service === undefined ? undefined : registry.kinds().filter(one => one.service === service)
  return named.flatMap(encoded => {
    const name = decodeText(encoded)
    if (name === undefined) faults.push(encodingFault(encoded, 'kind'))
    const kinds = kindsNamed(name ?? '', service, registry)
    if (kinds.length === 0 && name !== undefined)
      faults.push(bad('kind', name, 'a kind of a service: Kind or service/Kind'))
    return [...kinds]
  })
}

/** Reads `service`, `kind` (repeatable), `project`, `plane` and `id`; faults are added to `faults`. */
export function readSelection(raw: RawQuery, registry: Registry, faults: Fault[]): Selection {
  const service = readPlain(raw, 'service', text, faults)
  if (service !== undefined && !registry.service(service)) faults.push(bad('service', service, 'a service'))
  const kinds = readKinds(raw, service, registry, faults)
  const project = readPlain(raw, 'project', text, faults)
  const only = readPlain(raw, 'plane', plane, faults)
  const id = readPlain(raw, 'id', text, faults)
  return {
    filter: {
      ...(kinds ? { kinds: kinds.map(kind => ({ service: kind.service, kind: kind.name })) } : {}),
      ...(project === undefined ? {} : { project }),
      ...(only === undefined ? {} : { plane: only }),
      ...(id === undefined ? {} : { id }),
    },
    kinds: kinds && new Set(kinds.map(kind => `${kind.service}/${kind.name}`)),
  }
}

/** Whether the entry is one that was asked for. */
export function selects({ filter, kinds }: Selection, entry: Entry): boolean {
  return (
    (filter.plane === undefined || filter.plane === entry.plane) &&
    (filter.project === undefined || filter.project === entry.project) &&
    (filter.id === undefined || filter.id === entry.id) &&
    (kinds === undefined || kinds.has(`${entry.service}/${entry.kind}`))
  )
}

/** A result of what was read, unless there were faults. */
export const unlessFaults = <T>(value: T, faults: readonly Fault[]): Result<T> =>
  faults.length > 0 ? { ok: false, faults } : success(value)
