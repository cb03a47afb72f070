import { restproxyErrors } from '@baryon/backends'
import { decideErrors } from '@baryon/decide'
import { modelErrors } from '@baryon/model'
import { reconcileErrors } from '@baryon/reconcile'
import { storeErrors } from '@baryon/store'
import { admitErrors } from '../admit/errors.ts'
import { controllerErrors } from '../controllers/errors.ts'
import { serverErrors } from '../errors.ts'
import { openstackErrors } from '../openstack/errors.ts'
import type { ErrorRows } from './errors-page.ts'

/** The error tables of everything that can refuse a request, and of what controllers are told. */
export const errorRows: ErrorRows = {
  ...modelErrors.rows,
  ...storeErrors.rows,
  ...decideErrors.rows,
  ...admitErrors.rows,
  ...serverErrors.rows,
  ...controllerErrors.rows,
  ...openstackErrors.rows,
  ...reconcileErrors.rows,
  ...restproxyErrors.rows,
}
