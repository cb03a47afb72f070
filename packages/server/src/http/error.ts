/** Everything thrown becomes problem+json here, and nowhere else. */
import { type Fault, Refusal } from '@baryon/kit'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Limits, ServerContext } from '../context.ts'
import { serverErrors } from '../errors.ts'
import { problem } from '../problem.ts'
import { pathOf } from '../resources/path.ts'

const mediaTypes = 'application/json (for PATCH also application/merge-patch+json)'

/** The framework's own refusals by their code. */
const framework: Readonly<Record<string, (request: FastifyRequest, limits: Limits) => Fault>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: (_, { bodyBytes }) => serverErrors.fault('body.large', { limit: bodyBytes }),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: request =>
    serverErrors.fault('media.unsupported', {
      type: request.headers['content-type'] ?? 'a body without Content-Type',
      expected: mediaTypes,
    }),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () =>
    serverErrors.fault('request.malformed', { reason: 'the body is not as long as Content-Length says' }),
  FST_ERR_BAD_URL: () =>
    serverErrors.fault('request.malformed', { reason: 'the percent-encoding of the URL is broken' }),
  FST_ERR_MAX_PARAM_LENGTH: (_, { urlLength }) => serverErrors.fault('url.long', { limit: urlLength }),
}

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : ''

function isClientError(error: unknown): error is Error {
  if (!(error instanceof Error) || !('statusCode' in error)) return false
  const { statusCode } = error
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500
}

/** What went wrong, as faults; what is no refusal is logged and told as the server's own. */
export function faultsOf(error: unknown, request: FastifyRequest, { limits, logger }: ServerContext): readonly Fault[] {
  if (error instanceof Refusal) return error.faults
  const known = framework[codeOf(error)]
  if (known !== undefined) return [known(request, limits)]
  if (isClientError(error)) return [serverErrors.fault('request.malformed', { reason: error.message })]
  logger.error({ err: error, requestId: request.id, method: request.method, url: request.raw.url }, 'request failed')
  return [serverErrors.fault('internal')]
}

/** Sends faults as the answer. */
export function sendFaults(faults: readonly Fault[], request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, headers, body } = problem(faults, {
    instance: pathOf(request.raw.url ?? '/'),
    requestId: request.id,
  })
  return reply
    .code(status)
    .headers({ 'x-request-id': request.id, ...headers })
    .send(body)
}

/** The error handler of the instance. Once an answer has begun, the framework breaks the connection instead. */
export const answerError =
  (context: ServerContext) =>
  (error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
    void sendFaults(faultsOf(error, request, context), request, reply)
  }
