/** The service `cloudlab`, made for the tests of the dialect, and its behaviour. */
import { fileURLToPath } from 'node:url'
import { BehaviourSet, type ServiceBehaviour } from '@baryon/decide'
import { faultTable, Refusal } from '@baryon/kit'
import type { Registry } from '@baryon/model'
import type { Limits } from '../../context.ts'
import { type Served, serve } from '../../testdata/serve.ts'

const models = fileURLToPath(new URL('models', import.meta.url))

const agents = [
  { id: 'a1', load: 3, alive: true },
  { id: 'a2', load: 1, alive: false },
  { id: 'a3', load: 2, alive: true },
]

const errors = faultTable({
  'hub.heavy': {
    status: 409,
    retry: false,
    name: 'HubTooHeavy',
    message: 'Hub {id} is too heavy.',
    cause: 'Hubs named heavy cannot be deleted',
    next: 'Give it another name',
  },
})

const behaviour: ServiceBehaviour = {
  kinds: {
    Hub: {
      derived: {
        load: (rows, sight) =>
          Promise.all(
            rows.map(async row => {
              const size = await sight.read.count(sight.kind('Spoke'), { attribute: 'hub_id', in: [row['id'] ?? null] })
              return { size, shared: (row['shared_with'] as readonly string[]).length > 0 }
            }),
          ),
        filters: {
          shared(values) {
            const holds = { attribute: 'shared_with', holds: '*' } as const
            return values.includes('True') ? holds : { not: holds }
          },
        },
      },
      create(row, given) {
        if (given['shared'] === true) row['shared_with'] = ['*']
      },
      remove(row) {
        if (row['name'] === 'heavy') throw new Refusal(errors.fault('hub.heavy', { id: row['id'] }))
      },
      actions: {
        async count({ row }, _input, work) {
          const spokes = await work.list('Spoke', { attribute: 'hub_id', in: [row['id'] ?? null] })
          return { spokes: spokes.length, project_id: row['project_id'] ?? null }
        },
      },
    },
    Agent: {
      virtual: {
        list: async () => agents,
        get: async id => agents.find(agent => agent.id === id),
      },
    },
  },
  errors,
  missing: { Spoke: { name: 'SpokeGone', message: id => `Spoke ${id} is gone` } },
}

/** A server with the service. */
export const serveCloudlab = (limits: Partial<Limits> = {}): Promise<Served> =>
  serve({
    limits,
    models: [models],
    behaviours: (registry: Registry) => new BehaviourSet(registry, new Map([['cloudlab', behaviour]])),
  })
