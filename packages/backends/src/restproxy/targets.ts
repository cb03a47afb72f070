import type { Clock } from '@baryon/kit'
import type { Configuration } from './config/load.ts'
import type { Dialect } from './dialects/dialect.ts'
import { dialectOf } from './dialects/registry.ts'
import { RestTarget } from './target.ts'

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
export function targetsOf(configuration: Configuration, clock: Clock): readonly RestTarget[] {
  const { controllers, mode, name } = configuration
  const common = { configuration, dialect: dialectFor(configuration), clock }
  if (mode === 'failover') return [new RestTarget({ ...common, name, controllers })]
  return controllers.map(controller => new RestTarget({ ...common, name: controller.name, controllers: [controller] }))
}
