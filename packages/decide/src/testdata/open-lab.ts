import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Fault, Refusal, systemClock } from '@baryon/kit'
import { type Caller, type Kind, Registry, type Row, type Service } from '@baryon/model'
import { openSqlite, type Store, type Stored } from '@baryon/store'
import type { Behaviour, ServiceBehaviour } from '../behaviour.ts'
import { BehaviourSet } from '../behaviour-set.ts'
import type { Change } from '../change.ts'
import type { Context } from '../context.ts'
import { decide } from '../decide.ts'
import { decideErrors } from '../errors.ts'
import { lab } from './lab.ts'
import { office } from './office.ts'

/** Ids that tests can read. */
export const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

export const red = uuid(900)
export const blue = uuid(901)
export const admin: Caller = { user: 'root', roles: ['admin'] }
export const ofRed: Caller = { user: 'ruth', project: red, roles: ['member'] }
export const ofBlue: Caller = { user: 'bob', project: blue, roles: ['member'] }

/** What came of a change: the object (undefined when deleted) or the faults, and the entries it made. */
export interface Outcome {
  readonly stored?: Stored | undefined
  readonly faults: readonly Fault[]
  readonly entries: readonly string[]
}

export interface Lab {
  readonly store: Store
  readonly registry: Registry
  kind(name: string): Kind
  decide(change: Change, caller?: Caller): Promise<Outcome>
  /** Anything else in a transaction; a refusal is thrown. */
  commit<T>(work: (context: Context) => Promise<T>, caller?: Caller): Promise<T>
  /** Creates an object as an administrator and answers its row; throws when it is refused. */
  given(kind: string, values: Row): Promise<Row>
  create(kind: string, values: Row, caller?: Caller): Promise<Outcome>
  update(kind: string, id: string, values: Row, caller?: Caller): Promise<Outcome>
  remove(kind: string, id: string, caller?: Caller): Promise<Outcome>
  act(kind: string, id: string, action: string, input: Row, caller?: Caller): Promise<Outcome>
  row(kind: string, id: string): Promise<Row | undefined>
}

interface TestContext {
  after(cleanup: () => Promise<void>): void
}

/** A real store in a folder of its own, with the service that is made for tests; it goes when the test ends. */
export const openLab = (context: TestContext): Promise<Lab> => openService(context, lab)

/** Likewise with the service whose kinds have these behaviours. */
export function openOffice(
  context: TestContext,
  kinds: Readonly<Record<string, Behaviour>>,
  more: Partial<ServiceBehaviour> = {},
): Promise<Lab> {
  return openService(context, office, { kinds, errors: decideErrors, ...more })
}

async function openService(context: TestContext, service: Service, behaviour?: ServiceBehaviour): Promise<Lab> {
  const folder = await mkdtemp(join(tmpdir(), 'baryon-decide-'))
  const opened = await openSqlite({ path: join(folder, 'lab.sqlite'), services: [service], clock: systemClock })
  if (!opened.ok) throw new Error(opened.faults.map(fault => fault.message).join('; '))
  const store = opened.value
  context.after(async () => {
    await store.close()
    await rm(folder, { recursive: true })
  })
  const registry = new Registry([service])
  const behaviours = behaviour && new BehaviourSet(registry, new Map([[service.name, behaviour]]))
  let made = 0
  const newId = () => uuid(++made)
  const kind = (name: string) => {
    const found = registry.kind({ service: service.name, kind: name })
    if (found === undefined) throw new Error(`no kind ${name}`)
    return found
  }
  const answer: Lab = {
    store,
    registry,
    kind,
    async decide(change, caller = admin) {
      const origin = { actor: caller.user, requestId: 'test' }
      const done = await store.commit(origin, tx => decide(change, { registry, caller, tx, behaviours, newId }))
      if (!done.ok) return { faults: done.faults, entries: [] }
      const entries = done.value.entries.map(entry => `${entry.operation} ${entry.kind} ${entry.id}`)
      return { stored: done.value.value, faults: [], entries }
    },
    async commit(work, caller = admin) {
      const origin = { actor: caller.user, requestId: 'test' }
      const done = await store.commit(origin, tx => work({ registry, caller, tx, behaviours, newId }))
      if (!done.ok) throw new Refusal(...done.faults)
      return done.value.value
    },
    async given(name, values) {
      const { stored, faults } = await answer.create(name, values)
      if (stored === undefined) throw new Error(faults.map(fault => fault.message).join('; '))
      return stored.row
    },
    create: (name, values, caller) => answer.decide({ verb: 'create', kind: kind(name), values }, caller),
    update: (name, id, values, caller) => answer.decide({ verb: 'update', kind: kind(name), id, values }, caller),
    remove: (name, id, caller) => answer.decide({ verb: 'delete', kind: kind(name), id }, caller),
    act: (name, id, action, input, caller) =>
      answer.decide({ verb: 'action', kind: kind(name), id, action, input }, caller),
    row: async (name, id) => (await store.read.get(kind(name), id))?.row,
  }
  return answer
}

/** Code and pointer of each fault. */
export const codes = (outcome: Outcome) => outcome.faults.map(({ code, pointer }) => [code, pointer])

export const idOfRow = (row: Row) => String(row['id'])

