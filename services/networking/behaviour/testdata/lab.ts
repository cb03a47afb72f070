/** The service without HTTP: its models and behaviours on a real store in a folder of its own. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import {
  BehaviourSet,
  type Context,
  decide,
  decideAction,
  decideErrors,
  listVirtual,
  makeListed,
  showVirtual,
  sightOf,
  startServices,
  withDefaults,
} from '@baryon/decide'
import { type Fault, type Json, Refusal, systemClock } from '@baryon/kit'
import {
  type Attribute,
  type Caller,
  type Filter,
  formatDiagnostic,
  idOf,
  type Kind,
  loadModels,
  normaliseAttribute,
  permits,
  Registry,
  type Row,
  type Service,
} from '@baryon/model'
import { openSqlite, type Reader, type Store, type Stored, type Transaction } from '@baryon/store'
import { behaviour, settings } from '../index.ts'

type Given = { readonly [name: string]: Json }

export interface Lab {
  readonly store: Store
  readonly registry: Registry
  /** An administrator, of the project `admin`. */
  readonly admin: Caller
  member(project: string): Caller
  reader(project: string): Caller
  kind(name: string): Kind
  /** The stored object, internal attributes included. @throws Refusal, as all that follow */
  create(caller: Caller, kind: string, values: Given): Promise<Row>
  update(caller: Caller, kind: string, id: string, values: Given): Promise<Row>
  remove(caller: Caller, kind: string, id: string): Promise<void>
  /** What the action answers; of one that the model carries out, the object. */
  action(caller: Caller, kind: string, id: string, action: string, input: Given): Promise<Json | undefined>
  /** The object with its derived attributes, internal ones included. */
  show(caller: Caller, kind: string, id: string): Promise<Row>
  /** Those that the caller may get, with their derived attributes. */
  list(caller: Caller, kind: string, filter?: Filter): Promise<readonly Row[]>
  /** What is stored, whoever may see it. */
  row(kind: string, id: string): Promise<Row | undefined>
  /** Any number of steps in one transaction. */
  commit<T>(caller: Caller, work: (context: Context) => Promise<T>): Promise<T>
}

const root = resolve(import.meta.dirname, '../..')
let loading: Promise<Service> | undefined

async function load(): Promise<Service> {
  const { services, diagnostics, ok } = await loadModels([root], { library: [resolve(root, '..')] })
  const [service] = services
  if (!ok || service === undefined)
    throw new Error(diagnostics.map(one => formatDiagnostic(one, { colour: false })).join('\n'))
  return service
}

const canonical = (attributes: readonly Attribute[], values: Given): Row =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const attribute = attributes.find(one => one.name === name)
      if (attribute === undefined) throw new Error(`there is no attribute "${name}"`)
      return [name, normaliseAttribute(attribute, value)]
    }),
  )

/** The faults that something is refused with; throws when it is not refused. */
export async function refused(doing: Promise<unknown>): Promise<readonly Fault[]> {
  try {
    await doing
  } catch (error) {
    if (error instanceof Refusal) return error.faults
    throw error
  }
  throw new Error('it was not refused')
}

/** Ids that tests can read. */
export const uuid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

/** @param given settings of the service; the others have their defaults */
export async function openLab(context: { after(cleanup: () => Promise<void>): void }, given: Given = {}): Promise<Lab> {
  loading ??= load()
  const service = await loading
  const folder = await mkdtemp(join(tmpdir(), 'baryon-networking-'))
  const opened = await openSqlite({ path: join(folder, 'lab.sqlite'), services: [service], clock: systemClock })
  if (!opened.ok) throw new Refusal(...opened.faults)
  const store = opened.value
  context.after(async () => {
    await store.close()
    await rm(folder, { recursive: true })
  })
  const registry = new Registry([service])
  const complete = withDefaults(settings ?? {}, given) as Row
  const behaviours = new BehaviourSet(registry, new Map([[service.name, behaviour(complete, service)]]))
  await startServices({ store, registry, behaviours, newId: () => crypto.randomUUID() })
  return makeLab({ store, registry, behaviours, service })
}

interface Parts {
  readonly store: Store
  readonly registry: Registry
  readonly behaviours: BehaviourSet
  readonly service: Service
}

const caller = (user: string, project: string, ...roles: readonly string[]): Caller => ({ user, project, roles })

function makeLab({ store, registry, behaviours, service }: Parts): Lab {
  const kind = (name: string) => {
    const found = registry.kind({ service: service.name, kind: name })
    if (found === undefined) throw new Error(`no kind "${name}"`)
    return found
  }

  async function commit<T>(by: Caller, work: (context: Context) => Promise<T>): Promise<T> {
    const newId = () => crypto.randomUUID()
    const unit = (tx: Transaction) => work({ registry, caller: by, tx, behaviours, newId })
    const done = await store.commit({ actor: by.user, requestId: 'lab' }, unit)
    if (!done.ok) throw new Refusal(...done.faults)
    return done.value.value
  }

  async function derived(by: Caller, of: Kind, rows: readonly Row[], from: Reader): Promise<readonly Row[]> {
    const wanted = new Set(of.attributes.filter(one => one.derived).map(one => one.name))
    const load = behaviours.of(of)?.derived
    if (wanted.size === 0 || rows.length === 0 || load === undefined) return rows
    const values = await load.load(rows, sightOf(service.name, registry, by, from), wanted)
    return rows.map((row, index) => ({ ...row, ...values[index] }))
  }

  const there = (stored: Stored | undefined, what: string): Row => {
    if (stored === undefined) throw new Error(`a changed ${what} is gone`)
    return stored.row
  }

  const mayGet = (by: Caller, of: Kind, row: Row) => {
    const policy = of.policies['get']
    return policy !== undefined && permits(policy.expression, by, row)
  }

  return {
    store,
    registry,
    admin: caller('admin', 'admin', 'admin', 'member', 'reader'),
    member: project => caller(`member of ${project}`, project, 'member', 'reader'),
    reader: project => caller(`reader of ${project}`, project, 'reader'),
    kind,
    commit,
    async create(by, name, given) {
      const of = kind(name)
      const values = canonical(of.attributes, given)
      return there(await commit(by, context => decide({ verb: 'create', kind: of, values }, context)), name)
    },
    async update(by, name, id, given) {
      const of = kind(name)
      const values = canonical(of.attributes, given)
      return there(await commit(by, context => decide({ verb: 'update', kind: of, id, values }, context)), name)
    },
    async remove(by, name, id) {
      await commit(by, context => decide({ verb: 'delete', kind: kind(name), id }, context))
    },
    action(by, name, id, action, given) {
      const of = kind(name)
      const found = of.actions.find(one => one.name === action)
      if (found === undefined) throw new Error(`${name} has no action "${action}"`)
      const blank = Object.fromEntries(found.input.map(one => [one.name, one.default ?? null] as const))
      const input = { ...blank, ...canonical(found.input, given) }
      const act = { verb: 'action', kind: of, id, action, input } as const
      return commit<Json | undefined>(by, async context =>
        found.behaviour ? decideAction(act, context) : (await decide(act, context))?.row,
      )
    },
    async show(by, name, id) {
      const of = kind(name)
      if (of.virtual) return commit(by, context => showVirtual(of, id, context))
      const row = (await store.read.get(of, id))?.row
      if (row === undefined || !mayGet(by, of, row))
        throw new Refusal(decideErrors.fault('key.unknown', { kind: name, id }))
      const [shown] = await derived(by, of, [row], store.read)
      return shown ?? row
    },
    async list(by, name, filter) {
      const of = kind(name)
      if (of.virtual) return listVirtual(of, sightOf(service.name, registry, by, store.read), behaviours)
      const make = await behaviours.of(of)?.listing?.(sightOf(service.name, registry, by, store.read), new Map())
      if (make !== undefined) await commit(by, context => makeListed(of, make, context))
      const listed = await store.read.list(of, filter === undefined ? {} : { filter })
      if (!listed.ok) throw new Refusal(...listed.faults)
      const rows = listed.value.map(({ row }) => row).filter(row => mayGet(by, of, row))
      return derived(by, of, rows, store.read)
    },
    row: async (name, id) => (await store.read.get(kind(name), id))?.row,
  }
}

/** The id of a row of a kind. */
export const idIn = (lab: Lab, kind: string, row: Row): string => idOf(lab.kind(kind), row)
