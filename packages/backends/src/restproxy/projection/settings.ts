/** What the projection is made for. */
import type { Dialect } from '../dialects/dialect.ts'
import type { RouterRule } from './router-rules.ts'

export interface ProjectionSettings {
  readonly dialect: Dialect
  /** Subnets with a DHCP port get a route to the metadata service through it. */
  readonly metadataRoute: boolean
  /** What networks say as their `segmentation_types`. */
  readonly segmentationTypes: string
  /** Of routers that have none of their own. */
  readonly routerRules: readonly RouterRule[]
}
