import { Refusal } from '@baryon/kit'
import { type Caller, comparedAs, type Kind, visible } from '@baryon/model'
import type { Sort } from '@baryon/store'
import { TENANT } from '../body/form.ts'
import { openstackErrors } from '../errors.ts'
import { type Parameters, shown, valuesOf } from './parameters.ts'

interface Sortable {
  readonly attribute: string
  /** Who may not read it in every object may not sort by it. */
  isOpen(caller: Caller): boolean
}

const sortables = new WeakMap<Kind, ReadonlyMap<string, Sortable>>()

/** Attributes that a kind can be sorted by, by the names that a query uses. */
function sortablesOf(kind: Kind): ReadonlyMap<string, Sortable> {
  let map = sortables.get(kind)
  if (map === undefined) {
    const fitting = kind.attributes.filter(
      ({ type, internal, derived, unfiltered, writeOnly }) =>
        !internal && !derived && !unfiltered && !writeOnly && comparedAs(type) !== undefined,
    )
    const entries = fitting.map(({ name, policies: { read } }): [string, Sortable] => [
      name,
      { attribute: name, isOpen: caller => read === undefined || visible(read.expression, caller) === true },
    ])
    const owner = entries.find(([name]) => name === kind.owner)
    map = new Map(owner === undefined ? entries : [...entries, [TENANT, owner[1]]])
    sortables.set(kind, map)
  }
  return map
}

/** @throws Refusal `openstack.sort_*` */
export function readSort(kind: Kind, parameters: Parameters, caller: Caller): readonly Sort[] {
  const names = valuesOf(parameters, 'sort_key')
  const directions = valuesOf(parameters, 'sort_dir')
  if (names.length === 0 && directions.length === 0) return []
  if (names.length !== directions.length) throw new Refusal(openstackErrors.fault('openstack.sort_pairs'))
  const known = sortablesOf(kind)
  const absent = names.filter(name => !known.get(name)?.isOpen(caller))
  if (absent.length > 0) {
    const values = { names: shown(absent), known: [...known.keys()].join(', ') }
    throw new Refusal(openstackErrors.fault('openstack.sort_keys', values))
  }
  const wrong = directions.filter(direction => direction !== 'asc' && direction !== 'desc')
  if (wrong.length > 0) throw new Refusal(openstackErrors.fault('openstack.sort_dirs', { directions: shown(wrong) }))
  return names.map((name, index) => ({
    attribute: known.get(name)?.attribute ?? name,
    descending: directions[index] === 'desc',
  }))
}
