/** The registry: a backend is one folder and one line here. */
import type { OpenBackend } from '@baryon/reconcile'
import { openRestproxy } from './restproxy/open.ts'

export { restproxyPage } from './restproxy/config/reference.ts'
export { restproxyErrors } from './restproxy/errors.ts'

export interface Registered {
  readonly open: OpenBackend
  /** Setting of the server with the path of the backend's configuration. */
  readonly setting: string
  /** One sentence, without a full stop. */
  readonly meaning: string
}

export const backends: Readonly<Record<string, Registered>> = {
  restproxy: {
    open: openRestproxy,
    setting: 'BARYON_RESTPROXY',
    meaning: 'Carries every change as REST to external network controllers',
  },
}
