import type { Register } from '../context.ts'
import { maskedUrl } from './masked-url.ts'

/** Logs every answered request on one line. Bodies and credentials are never logged. */
export const accessLog: Register = (app, { logger, registry }) => {
  app.addHook('onResponse', (request, reply, done) => {
    const { operation, caller } = request
    const fields = {
      requestId: request.id,
      method: request.method,
      url: maskedUrl(request.raw.url ?? '', registry()),
      status: reply.statusCode,
      milliseconds: Math.round(reply.elapsedTime * 100) / 100,
      ...(operation?.kind ? { kind: operation.kind, verb: operation.verb } : {}),
      ...(caller ? { user: caller.user } : {}),
    }
    if (reply.statusCode >= 500) logger.warn(fields, 'request answered')
    else logger.info(fields, 'request answered')
    done()
  })
}
