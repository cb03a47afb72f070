import type { Fault, Json, Result } from '@baryon/kit'
import type { Group, Plan, Planned } from './plan.ts'

/** An operation as `POST /v1/changes` takes it. */
export interface Creation {
  readonly op: 'create'
  readonly service: 'networking'
  readonly kind: Planned['kind']
  readonly id: string
  readonly body: { readonly [name: string]: Json }
}

/** The API of a running Baryon, as far as the import needs it. */
export interface ImportApi {
  /** Ids of all objects of a kind. */
  existing(kind: Planned['kind']): Promise<ReadonlySet<string>>
  /** All of them or none. Faults are what the server refuses; a server that is away is thrown. */
  create(operations: readonly Creation[], dryRun: boolean): Promise<Result<void>>
}

/** What became of one object. */
export interface Done {
  readonly kind: Planned['kind']
  readonly id: string
  readonly result: 'there' | 'created' | 'refused'
  readonly faults: readonly Fault[]
}

/** Operations of one request, well below what a server takes. */
const most = 500

const creation = ({ kind, id, body }: Planned): Creation => ({ op: 'create', service: 'networking', kind, id, body })

const objectsOf = ({ network, subnet, ports }: Group): readonly Planned[] => [
  network,
  ...(subnet === undefined ? [] : [subnet]),
  ...ports,
]

const results = (objects: readonly Planned[], result: Done['result'], faults: readonly Fault[] = []): Done[] =>
  objects.map(({ kind, id }) => ({ kind, id, result, faults }))

/** Creates what is left of a network. When a request is refused, its objects are tried one by one, so that one of them does not keep the others out. */
async function create(missing: readonly Planned[], api: ImportApi, dryRun: boolean): Promise<readonly Done[]> {
  const done: Done[] = []
  for (let start = 0; start < missing.length; start += most) {
    const objects = missing.slice(start, start + most)
    // What depends on a network that a dry run did not keep cannot be tried.
    const isTried = !dryRun || start === 0
    const answer = isTried ? await api.create(objects.map(creation), dryRun) : undefined
    if (answer === undefined || answer.ok) done.push(...results(objects, 'created'))
    else if (dryRun || objects.length === 1) done.push(...results(objects, 'refused', answer.faults))
    else
      for (const object of objects) {
        const alone = await api.create([creation(object)], false)
        done.push(...results([object], alone.ok ? 'created' : 'refused', alone.ok ? [] : alone.faults))
      }
  }
  return done
}

/** Creates what is not there yet, network by network; told as it is done, so that an import that is broken off can go on. */
export async function* applyPlan(plan: Plan, api: ImportApi, dryRun: boolean): AsyncGenerator<Done> {
  const existing = {
    Network: await api.existing('Network'),
    Subnet: await api.existing('Subnet'),
    Port: await api.existing('Port'),
  }
  for (const group of plan.groups) {
    const objects = objectsOf(group)
    const isThere = ({ kind, id }: Planned) => existing[kind].has(id.toLowerCase())
    yield* results(objects.filter(isThere), 'there')
    yield* await create(
      objects.filter(object => !isThere(object)),
      api,
      dryRun,
    )
  }
}
