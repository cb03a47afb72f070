/** Servers in this process, many of them one after the other: the models are read once. */
import { silentLogger, startParts, systemClock } from '@baryon/kit'
import type { Store } from '@baryon/store'
import { loadConfig } from '../../../packages/server/src/config/load.ts'
import { shippedModels } from '../../../packages/server/src/process/options.ts'
import { type Slots, serverParts } from '../../../packages/server/src/process/parts.ts'

export interface Server {
  readonly url: string
  readonly store: Store
  stop(): Promise<void>
}

interface Models {
  readonly services: ReturnType<Slots['services']['get']>
  readonly hooks: ReturnType<Slots['hooks']['get']>
}

/** By what backends set of the services. */
const remembered = new Map<string, Models>()

type Part = ReturnType<typeof serverParts>['parts'][number]

const once = (part: Part, { opened, services, hooks }: Slots): Part => ({
  ...part,
  async start() {
    const key = JSON.stringify(opened.get().map(({ serviceSettings }) => serviceSettings))
    const known = remembered.get(key)
    if (known === undefined) {
      await part.start()
      remembered.set(key, { services: services.get(), hooks: hooks.get() })
      return
    }
    services.set(known.services)
    hooks.set(known.hooks)
  },
})

/** As `startServer`; settings of services have to be the same each time. */
export async function startRemembering(flags: Readonly<Record<string, string>>): Promise<Server> {
  const loaded = loadConfig({ flags, folder: process.cwd(), file: null })
  if (!loaded.ok) throw new Error(loaded.faults.map(({ message }) => message).join('\n'))
  const { config } = loaded.value
  const { parts, slots } = serverParts({ config, clock: systemClock, logger: silentLogger, shipped: shippedModels })
  const running = await startParts(parts.map(part => (part.name === 'models' ? once(part, slots) : part)))
  return { url: slots.url.get(), store: slots.store.get(), stop: () => running.stop() }
}
