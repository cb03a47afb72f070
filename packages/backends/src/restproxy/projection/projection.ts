/** Rows of OpenStack Networking, cut into what controllers of a dialect are told. */
import type { Projection } from '@baryon/reconcile'
import { allThings } from './all.ts'
import { desiredOf } from './desired.ts'
import type { ProjectionSettings } from './settings.ts'
import { statusOf } from './status.ts'
import { touchedBy, touchingKinds } from './touched.ts'
import { thingsWithin } from './within.ts'

export const projectionOf = (settings: ProjectionSettings): Projection => ({
  service: 'networking',
  kinds: settings.dialect.kinds,
  rows: touchingKinds,
  touched: (change, view) => touchedBy(settings, change, view),
  desired: (key, view) => desiredOf(settings, key, view),
  all: view => allThings(settings, view),
  within: (scope, view) => thingsWithin(settings, scope, view),
  status: (key, standing, view) => statusOf(key, standing, view),
})
