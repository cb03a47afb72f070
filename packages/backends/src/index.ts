/** The registry: a backend is one folder and one line here. It is loaded when it is opened. */
import type { OpenBackend } from '@baryon/reconcile'

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
    open: async options => (await import('./restproxy/open.ts')).openRestproxy(options),
    setting: 'BARYON_RESTPROXY',
    meaning: 'Carries every change as REST to external network controllers',
  },
}
