import type { Clock } from '@baryon/kit'
import type { Configuration } from './config/load.ts'
import type { Dialect } from './dialects/dialect.ts'
import { dialectOf } from './dialects/registry.ts'
import { RestTarget } from './target.ts'

/** Targets that begin and end together. */
export interface Running {
  readonly targets: readonly RestTarget[]
  start(): void
  close(): Promise<void>
}

export function dialectFor(configuration: Configuration): Dialect {
  const base = configuration['wire.base']
  return dialectOf(configuration.dialect, configuration.generation, {
    ml2: configuration['ports.ml2'],
    securityGroups: configuration['securityGroups.tell'],
    unicode: configuration['names.unicode'],
    documentedTopology: configuration['wire.documentedTopology'],
    readTopology: configuration['wire.readTopology'],
    ...(base === undefined ? {} : { base }),
  })
}

/** One for the whole cluster, or one for each controller. */
function targetsOf(configuration: Configuration, clock: Clock): readonly RestTarget[] {
  const { controllers, mode, name } = configuration
  const common = { configuration, dialect: dialectFor(configuration), clock }
  if (mode === 'failover') return [new RestTarget({ ...common, name, controllers })]
  return controllers.map(controller => new RestTarget({ ...common, name: controller.name, controllers: [controller] }))
}

/** The targets of a configuration, in the thread that asks. */
export function openTargets(configuration: Configuration, clock: Clock): Running {
  const targets = targetsOf(configuration, clock)
  return {
    targets,
    start() {
      for (const target of targets) target.start()
    },
    async close() {
      await Promise.all(targets.map(target => target.close()))
    },
  }
}
