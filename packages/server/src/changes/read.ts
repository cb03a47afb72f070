/** From the body of `/v1/changes` to operations: its form alone, not yet what the bodies say. */
import { type Fault, failure, type Json, type Result, success } from '@baryon/kit'
import { idOf, type Kind, keyOf, type Registry } from '@baryon/model'
import { MOST_FAULTS } from '../bounded.ts'
import { serverErrors } from '../errors.ts'
import { pointer } from '../pointer.ts'
import { findFroms, fromFault } from './from.ts'
import type { From, Operation, OperationName } from './operation.ts'

type Members = { readonly [name: string]: Json }

/** Members of each operation beside op, service and kind: whether they have to be there. */
const members: Readonly<Record<OperationName, Readonly<Record<string, boolean>>>> = {
  create: { body: true, id: false, as: false },
  update: { id: true, body: true, if_revision: false, as: false },
  delete: { id: true, if_revision: false },
  action: { id: true, action: true, body: false, if_revision: false, as: false },
}
const common: Readonly<Record<string, boolean>> = { op: true, service: true, kind: true }

const isObject = (value: Json | undefined): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isOperationName = (value: Json | undefined): value is OperationName =>
  typeof value === 'string' && Object.hasOwn(members, value)

const saneName = /^[A-Za-z_][\w-]{0,63}$/

/** Collects the faults of one operation while its members are read; those that no answer would list are left out. */
class OperationReader {
  readonly #given: Members
  readonly #at: readonly (string | number)[]
  readonly faults: Fault[] = []

  constructor(given: Members, at: readonly (string | number)[]) {
    this.#given = given
    this.#at = at
  }

  #add(fault: () => Fault | undefined) {
    const made = this.faults.length > MOST_FAULTS ? undefined : fault()
    if (made) this.faults.push(made)
  }

  refuse(member: string, expected: string): undefined {
    this.#add(() => serverErrors.fault('changes.member', { member, expected }, pointer(...this.#at, member)))
    return undefined
  }

  /** A fault for each member that is missing or that the operation does not have. */
  checkMembers(op: OperationName) {
    const known = { ...common, ...members[op] }
    for (const [name, required] of Object.entries(known))
      if (required && !Object.hasOwn(this.#given, name)) this.refuse(name, `given with "${op}"`)
    for (const name of Object.keys(this.#given))
      if (!Object.hasOwn(known, name)) this.refuse(name, `left out with "${op}"`)
  }

  member(name: string): Json | undefined {
    return Object.hasOwn(this.#given, name) ? this.#given[name] : undefined
  }

  /** The member, when it fits. Missing ones were refused before. */
  read<T extends Json>(name: string, fits: (value: Json) => value is T, expected: string): T | undefined {
    const value = this.member(name)
    if (value === undefined) return undefined
    return fits(value) ? value : this.refuse(name, expected)
  }

  kind(registry: Registry): Kind | undefined {
    const service = this.read('service', isText, 'the name of a service')
    const name = this.read('kind', isText, 'the name of a kind')
    if (service === undefined || name === undefined) return undefined
    const found = registry.service(service)
    if (found === undefined)
      return this.refuse('service', `a service: ${registry.services.map(each => each.name).join(', ')}`)
    const kind = registry.kind({ service, kind: name })
    return kind ?? this.refuse('kind', `a kind of ${service}: ${found.kinds.map(each => each.name).join(', ')}`)
  }

  id(kind: Kind, earlier: ReadonlyMap<string, Kind>): string | From | undefined {
    const value = this.member('id')
    if (value === undefined) return undefined
    const path = [...this.#at, 'id']
    const [from] = isObject(value) ? findFroms(value, path) : []
    if (from !== undefined && from.path.length === path.length) {
      this.from(from, earlier)
      return from
    }
    if (typeof value !== 'string') return this.refuse('id', 'a text, or {"$from": "name.attribute"}')
    const key = keyOf(kind, value)
    if (key !== undefined) return idOf(kind, key)
    const values = { id: value, kind: kind.name, key: kind.key.join(', ') }
    this.faults.push(serverErrors.fault('id.malformed', values, pointer(...path)))
    return undefined
  }

  from(from: From, earlier: ReadonlyMap<string, Kind>) {
    this.#add(() => fromFault(from, earlier))
  }

  froms(earlier: ReadonlyMap<string, Kind>): readonly From[] {
    const froms = findFroms(this.member('body') ?? null, [...this.#at, 'body'])
    for (const from of froms) this.from(from, earlier)
    return froms
  }

  name(earlier: ReadonlyMap<string, Kind>): string | undefined {
    const isName = (value: Json): value is string => typeof value === 'string' && saneName.test(value)
    const name = this.read('as', isName, 'a name of letters, digits, "_" and "-"')
    return name !== undefined && earlier.has(name)
      ? this.refuse('as', 'another name than earlier operations have')
      : name
  }
}

const isText = (value: Json): value is string => typeof value === 'string'
const isRevision = (value: Json): value is number => Number.isSafeInteger(value) && Number(value) > 0

/** @param earlier kinds by name of the operations before; a name that this one has is added */
function readOperation(given: Json, index: number, registry: Registry, earlier: Map<string, Kind>): Result<Operation> {
  const at = ['operations', index]
  const reader = new OperationReader(isObject(given) ? given : {}, at)
  if (!isObject(given)) {
    const expected = 'an object with op, service and kind'
    return failure(serverErrors.fault('changes.member', { member: String(index), expected }, pointer(...at)))
  }
  const op = reader.member('op')
  if (!isOperationName(op)) {
    reader.refuse('op', `one of ${Object.keys(members).join(', ')}`)
    return { ok: false, faults: reader.faults }
  }
  reader.checkMembers(op)
  const kind = reader.kind(registry)
  const as = reader.name(earlier)
  const froms = reader.froms(earlier)
  const ifRevision = reader.read('if_revision', isRevision, 'a revision')
  const action = reader.read('action', isText, 'the name of an action')
  const id = kind && reader.id(kind, earlier)
  if (kind !== undefined && as !== undefined) earlier.set(as, kind)
  if (kind === undefined || reader.faults.length > 0) return { ok: false, faults: reader.faults }
  return success({ op, index, kind, as, id, ifRevision, action, body: reader.member('body'), froms })
}

/** What `/v1/changes` is asked to do. */
export interface Request {
  readonly dryRun: boolean
  readonly operations: readonly Operation[]
}

const topFault = (member: string, expected: string) =>
  serverErrors.fault('changes.member', { member, expected }, pointer(member))

/** @param limit of operations. @returns every fault of the form at once */
export function readChanges(body: Json, registry: Registry, limit: number): Result<Request> {
  if (!isObject(body)) return failure(serverErrors.fault('body.missing'))
  const { dry_run: dryRun = false, operations = null, ...others } = body
  const faults = Object.keys(others)
    .slice(0, MOST_FAULTS + 1)
    .map(name => topFault(name, 'left out: the body has operations and dry_run'))
  if (typeof dryRun !== 'boolean') faults.push(topFault('dry_run', 'true or false'))
  if (!Array.isArray(operations)) return failure(...faults, topFault('operations', 'a list of operations'))
  const count = operations.length
  if (count < 1 || count > limit)
    return failure(
      ...faults,
      serverErrors.fault('operations.count', { limit, what: 'operations', count }, '/operations'),
    )
  const earlier = new Map<string, Kind>()
  const read: Operation[] = []
  for (const [index, given] of operations.entries()) {
    if (faults.length > MOST_FAULTS) break
    const operation = readOperation(given, index, registry, earlier)
    if (operation.ok) read.push(operation.value)
    else faults.push(...operation.faults)
  }
  return faults.length > 0 ? { ok: false, faults } : success({ dryRun: dryRun === true, operations: read })
}
