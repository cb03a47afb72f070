/** The server as a list of parts: the one place where everything is put together. */
import type { Server as HttpsServer } from 'node:https'
import { backends as shippedBackends } from '@baryon/backends'
import { BehaviourSet, type ServiceBehaviour, startServices } from '@baryon/decide'
import { type Part, Refusal } from '@baryon/kit'
import { loadModels, Registry, type Service } from '@baryon/model'
import type { Backend } from '@baryon/reconcile'
import { openSqlite, type Store } from '@baryon/store'
import type { FastifyInstance } from 'fastify'
import type { Authentication } from '../auth/authentication.ts'
import { chooseAuthentication } from '../auth/choose.ts'
import { keystoneProjects, keystoneSession } from '../auth/keystone/keystone.ts'
import { guardLocal } from '../auth/local-only.ts'
import { serviceTokenOf, tokenOf } from '../auth/token.ts'
import { backendCheck } from '../backends/check.ts'
import { type Fleets, startFleets } from '../backends/fleets.ts'
import { openBackends } from '../backends/open.ts'
import { loadBehaviours } from '../behaviours/load.ts'
import { withPolicies } from '../behaviours/policies.ts'
import { withoutUnserved } from '../behaviours/unserved.ts'
import { defaultLimits, type Register, type ServerContext } from '../context.ts'
import { controllerRoutes } from '../controllers/routes.ts'
import { Convergence } from '../convergence/convergence.ts'
import { openApiRoutes } from '../docs/openapi.ts'
import { docsRoutes } from '../docs/routes.ts'
import type { Check } from '../health/check.ts'
import { metricRoutes } from '../health/metrics.ts'
import { healthRoutes } from '../health/routes.ts'
import { createHttp } from '../http/create-http.ts'
import { journalRoutes } from '../journal/routes.ts'
import { accessLog } from '../log/access.ts'
import { modelRoutes } from '../models/routes.ts'
import { novaCheck } from '../nova/check.ts'
import { NovaNotifier } from '../nova/notifier.ts'
import { demoProject, idOf } from '../openstack/identity/names.ts'
import { identityRoutes } from '../openstack/identity/routes.ts'
import { ProjectNames } from '../projects/names.ts'
import { followCertificate, loadCertificate } from '../tls/certificate.ts'
import { version } from '../version.ts'
import { Hub } from '../watch/hub.ts'
import { watchRoutes } from '../watch/routes.ts'
import { BrokenModels } from './broken-models.ts'
import { closeHttp } from './close-http.ts'
import { prepareFolders } from './data-folder.ts'
import { type Housekeeping, keepHouse } from './housekeeping.ts'
import { idMaker } from './ids.ts'
import { listen } from './listen.ts'
import type { ProcessOptions } from './options.ts'
import { slot } from './slot.ts'

/** What the parts make for each other. */
const newSlots = ({ clock }: ProcessOptions) => ({
  newId: idMaker(clock),
  opened: slot<readonly Backend[]>('opened'),
  services: slot<readonly Service[]>('services'),
  hooks: slot<ReadonlyMap<string, ServiceBehaviour>>('hooks'),
  behaviours: slot<BehaviourSet>('behaviours'),
  store: slot<Store>('store'),
  convergence: slot<Convergence>('convergence'),
  registry: slot<Registry>('registry'),
  fleets: slot<Fleets>('fleets'),
  auth: slot<Authentication>('auth'),
  hub: slot<Hub>('hub'),
  url: slot<string>('url'),
  nova: slot<NovaNotifier | undefined>('nova'),
})

export type Slots = ReturnType<typeof newSlots>

const nothing = async () => {}

/** Opened first: what services are set to follows from them. */
function backendsPart({ config, clock, logger, backends = shippedBackends }: ProcessOptions, { opened }: Slots): Part {
  return {
    name: 'backends',
    needs: [],
    async start() {
      const open = await openBackends(backends, config, clock, logger)
      if (!open.ok) throw new Refusal(...open.faults)
      opened.set(open.value)
    },
    async stop() {
      await Promise.all(opened.get().map(backend => backend.close()))
    },
  }
}

function modelsPart({ config, shipped, logger }: ProcessOptions, { opened, services, hooks }: Slots): Part {
  return {
    name: 'models',
    needs: ['backends'],
    async start() {
      const folders = [...shipped, ...config.models]
      const loaded = await loadModels(folders)
      if (!loaded.ok) throw new BrokenModels(loaded.diagnostics)
      for (const { code, message, file, line } of loaded.diagnostics) logger.warn({ code, file, line }, message)
      const served = await withPolicies(loaded.services, config.policy)
      if (!served.ok) throw new Refusal(...served.faults)
      const behaviours = await loadBehaviours(served.value, folders, config.serviceSettings, opened.get())
      if (!behaviours.ok) throw new Refusal(...behaviours.faults)
      services.set(withoutUnserved(served.value, behaviours.value))
      hooks.set(behaviours.value)
    },
    stop: nothing,
  }
}

function storePart({ config, clock, logger }: ProcessOptions, { services, store, convergence }: Slots): Part {
  return {
    name: 'store',
    needs: ['models'],
    async start() {
      await prepareFolders(config)
      const opened = await openSqlite({ path: config.database.path, services: services.get(), clock, logger })
      if (!opened.ok) throw new Refusal(...opened.faults)
      store.set(opened.value)
      convergence.set(new Convergence())
    },
    stop: () => store.get().close(),
  }
}

function registryPart(
  { config }: ProcessOptions,
  { services, hooks, store, registry, behaviours, newId }: Slots,
): Part {
  return {
    name: 'registry',
    needs: ['models', 'store'],
    async start() {
      const made = new Registry(services.get())
      registry.set(made)
      const set = new BehaviourSet(made, hooks.get())
      const isDemo = config.demo && config.auth.method === 'none'
      const stage = { store: store.get(), registry: made, behaviours: set, newId }
      await startServices(stage, isDemo ? idOf('project', demoProject) : undefined)
      behaviours.set(set)
    },
    stop: nothing,
  }
}

/** Runs the backends, and judges what was on trial when the server ended. */
function fleetsPart({ clock, logger }: ProcessOptions, { opened, store, registry, convergence, fleets }: Slots): Part {
  return {
    name: 'fleets',
    needs: ['backends', 'store', 'registry'],
    async start() {
      const stage = {
        store: store.get(),
        registry: registry.get,
        convergence: convergence.get(),
        clock,
        logger,
      }
      fleets.set(await startFleets(stage, opened.get()))
    },
    stop: () => fleets.get().stop(),
  }
}

function authPart({ config, clock, logger }: ProcessOptions, { auth }: Slots): Part {
  return {
    name: 'auth',
    needs: [],
    async start() {
      const chosen = chooseAuthentication(config, clock, logger)
      await chosen.start()
      auth.set(chosen)
    },
    stop: () => auth.get().stop(),
  }
}

function watchPart(_options: ProcessOptions, { store, registry, hub }: Slots): Part {
  return {
    name: 'watch',
    needs: ['store', 'registry'],
    async start() {
      const made = new Hub(store.get().journal, registry.get)
      made.start()
      hub.set(made)
    },
    async stop() {
      hub.get().stop()
    },
  }
}

function contextOf(
  { config, clock, logger }: ProcessOptions,
  { store, registry, behaviours, convergence, fleets, auth, newId }: Slots,
): ServerContext {
  const chosen = auth.get()
  return {
    store: store.get(),
    registry: registry.get,
    behaviours: behaviours.get,
    convergence: convergence.get(),
    fleets: fleets.get().running,
    judge: fleets.get().judge,
    authenticate: request => chosen.authenticate(tokenOf(request.headers), serviceTokenOf(request.headers)),
    clock,
    newId,
    logger,
    limits: { ...defaultLimits, bodyBytes: config.bodyLimit },
    version,
  }
}

/** Everything that is served beside the resources. */
function routes(
  { config }: ProcessOptions,
  { store, auth, hub }: Slots,
  checks: () => Promise<readonly Check[]>,
): Register[] {
  const logged = config.logLevel === 'debug' || config.logLevel === 'info'
  return [
    ...(config.auth.method === 'none'
      ? [(app: FastifyInstance) => guardLocal(app, config.listen, config.hosts), identityRoutes]
      : []),
    ...(logged ? [accessLog] : []),
    metricRoutes({ journal: store.get().journal, watchers: () => hub.get().watchers }),
    healthRoutes(checks),
    modelRoutes,
    journalRoutes,
    controllerRoutes,
    watchRoutes(hub.get(), (request, caller) => auth.get().stillGood(tokenOf(request.headers), caller)),
    openApiRoutes,
    docsRoutes,
  ]
}

/** Without Keystone, Nova is told without a token, as one that trusts its network wants it. */
function novaPart({ config, clock, logger }: ProcessOptions, { store, registry, nova }: Slots): Part {
  const { nova: url, auth, keystoneCredentials: file } = config
  const session = auth.method === 'keystone' && file !== undefined ? keystoneSession(auth.url, file, clock) : undefined
  return {
    name: 'nova',
    needs: ['store', 'registry'],
    async start() {
      const api = url && {
        url,
        token: async () => session?.token(),
        forget: (token: string) => session?.forget(token),
        timeout: 30_000,
      }
      const notifier = api
        ? new NovaNotifier({ store: store.get(), registry: registry.get, api, clock, logger })
        : undefined
      await notifier?.start()
      nova.set(notifier)
    },
    stop: async () => nova.get()?.stop(),
  }
}

/** Backends tell controllers what projects are called; without Keystone nobody knows. */
function projectsPart({ config, clock, logger }: ProcessOptions, { opened, store, registry }: Slots): Part {
  const { auth, keystoneCredentials: file } = config
  let names: ProjectNames | undefined
  return {
    name: 'projects',
    needs: ['backends', 'store', 'registry'],
    async start() {
      if (auth.method !== 'keystone' || file === undefined || opened.get().length === 0) return
      const directory = keystoneProjects(auth.url, file, clock)
      names = new ProjectNames({ store: store.get(), registry: registry.get, directory, clock, logger })
      await names.start()
    },
    stop: async () => names?.stop(),
  }
}

const checksOf =
  ({ store, fleets, auth, nova }: Slots, stopping: () => boolean) =>
  async (): Promise<readonly Check[]> => [
    { name: 'store', ok: await store.get().healthy() },
    auth.get().check(),
    ...(nova.get() === undefined ? [] : [novaCheck(nova.get() as NovaNotifier)]),
    ...(await Promise.all(fleets.get().running.map(backendCheck))),
    { name: 'server', ok: !stopping(), ...(stopping() ? { detail: 'it is stopping' } : {}) },
  ]

function httpPart(options: ProcessOptions, slots: Slots): Part {
  const { config, logger } = options
  const files = config.tlsCert && config.tlsKey ? { cert: config.tlsCert, key: config.tlsKey } : undefined
  let app: FastifyInstance | undefined
  let unfollow: (() => void) | undefined
  let stopping = false
  return {
    name: 'http',
    needs: ['store', 'registry', 'fleets', 'auth', 'watch', 'nova'],
    async start() {
      const certificate = files && (await loadCertificate(files))
      if (certificate && !certificate.ok) throw new Refusal(...certificate.faults)
      const parts = routes(
        options,
        slots,
        checksOf(slots, () => stopping),
      )
      app = createHttp(contextOf(options, slots), { parts, ...(certificate ? { https: certificate.value } : {}) })
      slots.url.set(await listen(app, config.listen, files !== undefined))
      if (files) unfollow = await followCertificate(files, app.server as HttpsServer, logger)
    },
    async stop() {
      stopping = true
      unfollow?.()
      const late = () =>
        logger.warn({ milliseconds: config.stopTimeout }, 'requests did not finish in time and were broken off')
      if (app) await closeHttp(app, config.stopTimeout, late)
    },
  }
}

function housekeepingPart({ config, clock, logger }: ProcessOptions, { store }: Slots): Part {
  let house: Housekeeping | undefined
  return {
    name: 'housekeeping',
    needs: ['store'],
    async start() {
      if (config.journalRetention !== undefined) house = keepHouse(store.get(), config.journalRetention, clock, logger)
    },
    stop: async () => house?.stop(),
  }
}

/** The parts in the order in which they start. */
export function serverParts(options: ProcessOptions): { readonly parts: readonly Part[]; readonly slots: Slots } {
  const slots = newSlots(options)
  const makers = [
    backendsPart,
    modelsPart,
    storePart,
    registryPart,
    fleetsPart,
    authPart,
    watchPart,
    novaPart,
    projectsPart,
    httpPart,
    housekeepingPart,
  ]
  return { slots, parts: makers.map(make => make(options, slots)) }
}
