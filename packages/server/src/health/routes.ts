import { Refusal } from '@baryon/kit'
import type { Register } from '../context.ts'
import { serverErrors } from '../errors.ts'
import type { Check } from './check.ts'

/** What has to be well for the server to be able to serve. */
export type Checks = () => Promise<readonly Check[]>

/** `GET /healthz`: the process answers. `GET /readyz`: it can serve; else 503 with every reason. For everybody. */
export const healthRoutes =
  (checks: Checks): Register =>
  app => {
    app.get('/healthz', (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'alive' }))
    app.get('/readyz', async (_request, reply) => {
      const found = await checks()
      const failed = found.filter(check => !check.ok)
      reply.header('cache-control', 'no-store')
      if (failed.length > 0)
        throw new Refusal(
          ...failed.map(({ name, detail = 'it does not answer' }) =>
            serverErrors.fault('server.not-ready', { name, detail }),
          ),
        )
      return { status: 'ready', checks: found }
    })
  }
