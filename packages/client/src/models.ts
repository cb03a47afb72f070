import type { Json } from '@baryon/kit'
import type { Kind, Service } from '@baryon/model'
import { ApiError } from './api-error.ts'
import { clientErrors } from './errors.ts'
import type { Transport } from './transport.ts'

/** The models that a server runs. */
export interface Models {
  readonly services: readonly Service[]
  readonly etag: string | undefined
}

/**
 * Reads the models from the server.
 * @param known what was read before: when that is still right, it is answered again and next to nothing is sent
 */
export async function readModels(transport: Transport, known?: Models, signal?: AbortSignal): Promise<Models> {
  const headers = known?.etag === undefined ? {} : { 'if-none-match': known.etag }
  const answer = await transport.send({ method: 'GET', path: '/v1/models', headers, signal })
  if (answer.status === 304 && known !== undefined) return known
  return { services: servicesOf(transport, answer.body), etag: answer.headers.get('etag') ?? undefined }
}

function servicesOf(transport: Transport, body: Json | undefined): readonly Service[] {
  const services = (body as { readonly services?: Json } | undefined)?.services
  if (Array.isArray(services)) return services as unknown as readonly Service[]
  const values = { url: `${transport.url}/v1/models`, status: 200, reason: 'it has no services' }
  throw new ApiError(200, [clientErrors.fault('server.answer', values)])
}

/** @throws ApiError `model.unknown` */
export function kindOf(services: readonly Service[], name: string, kind: string): { service: Service; kind: Kind } {
  const service = services.find(one => one.name === name)
  const found = service?.kinds.find(one => one.name === kind)
  if (service !== undefined && found !== undefined) return { service, kind: found }
  throw new ApiError(404, [clientErrors.fault('model.unknown', { service: name, kind })])
}
