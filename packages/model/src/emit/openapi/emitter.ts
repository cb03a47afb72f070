import { banner, type Emitter } from '../emitter.ts'
import { emitOpenApi } from './emit-openapi.ts'
import { printed } from './printed.ts'

/** `openapi.json`: one document of all the services. */
export const openApiEmitter: Emitter = {
  emit: services => {
    const { openapi = '', ...document } = emitOpenApi(services, { title: 'Baryon', version: '0.1.0' })
    const marked = { openapi, 'x-generated': banner('services/'), ...document }
    return [{ path: 'openapi.json', text: `${printed(marked)}\n` }]
  },
}
