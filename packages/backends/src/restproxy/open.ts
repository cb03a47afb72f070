import { type Clock, type Json, type Logger, type Result, success } from '@baryon/kit'
import type { Backend, BackendOptions, Limits } from '@baryon/reconcile'
import { type Configuration, type Loaded, loadConfiguration } from './config/load.ts'
import type { Dialect } from './dialects/dialect.ts'
import { inThread, type Place } from './place.ts'
import { projectionOf } from './projection/projection.ts'
import { Switches } from './switches.ts'
import { dialectFor } from './targets.ts'

const limitsOf = (configuration: Configuration): Limits => ({
  window: configuration['limits.window'],
  highWater: configuration['limits.highWater'],
  brake: configuration['limits.brake'],
  brakeFloor: configuration['limits.brakeFloor'],
  stubborn: { tries: configuration['limits.stubborn.tries'], after: configuration['limits.stubborn.after'] },
  intactEvery: configuration['health.intact'],
  probeEvery: configuration['health.every'],
})

/** The API has what controllers are told. */
function servedRules({ kinds, routerRules }: Dialect): Dialect['routerRules'] {
  return kinds.includes('router') ? routerRules : 'none'
}

/** Who waits for controllers sees what is true then; who does not is told that it is being built. */
const serviceSettings = (configuration: Configuration, dialect: Dialect): Readonly<Record<string, Json>> => ({
  networking: {
    initial_status: configuration['commit.mode'] === 'async' ? 'BUILD' : 'default',
    binding: { vif_type: configuration['vif.type'], overrides: configuration['vif.overrides'] },
    router_rules: {
      served: servedRules(dialect),
      defaults: configuration['router.rules'].map(({ tenant, ...rule }) => ({ project: tenant, ...rule })),
      most: configuration['router.maxRules'],
    },
  },
})

/** Controllers of the ML2 driver are asked which hosts are switches of theirs. */
function switchesOf(
  { knowers }: Place,
  {
    configuration,
    dialect,
    clock,
  }: { readonly configuration: Configuration; readonly dialect: Dialect; readonly clock: Clock },
): { readonly hosts?: Switches } {
  const wanted = configuration['vif.switches']
  if (!dialect.ml2 || !dialect.switches || wanted === 'never') return {}
  const others = wanted === 'only' ? 'none' : 'settings'
  const patience = configuration['health.deadline']
  return { hosts: new Switches({ knowers, dialect, others, patience, clock }) }
}

const shown = ({ effective }: Loaded): Json =>
  Object.fromEntries(effective.map(({ name, value, from }) => [name, { value: value ?? null, from }]))

function log({ notes }: Loaded, logger: Logger) {
  for (const { at, key, text } of notes)
    logger.warn({ at, key, note: text }, 'a setting of the controllers should be looked at')
}

/** The backend `restproxy` as its file says. */
export async function openRestproxy(
  { file, clock, logger }: BackendOptions,
  openPlace = inThread,
): Promise<Result<Backend>> {
  const loaded = await loadConfiguration(file)
  if (!loaded.ok) return loaded
  const { configuration } = loaded.value
  log(loaded.value, logger)
  const dialect = dialectFor(configuration)
  const place = await openPlace(loaded.value, clock, logger)
  return success({
    name: 'restproxy',
    projection: projectionOf({
      dialect,
      metadataRoute: configuration['networks.metadataRoute'],
      segmentationTypes: configuration['networks.segmentationTypes'],
      routerRules: configuration['router.rules'],
    }),
    targets: place.targets,
    policy: { mode: configuration['commit.mode'], deadline: configuration['commit.deadline'] },
    limits: limitsOf(configuration),
    serviceSettings: serviceSettings(configuration, dialect),
    ...switchesOf(place, { configuration, dialect, clock }),
    configuration: shown(loaded.value),
    start: async () => place.start(),
    close: () => place.close(),
  })
}
