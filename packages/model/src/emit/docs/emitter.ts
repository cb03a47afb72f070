import { banner, type Emitter } from '../emitter.ts'
import { emitDocs } from './emit-docs.ts'

/** `<service>.md`: the reference of a service. */
export const docsEmitter: Emitter = {
  emit: services =>
    services.map(service => ({
      path: `${service.name}.md`,
      text: `<!-- ${banner(`services/${service.name}`)} -->\n\n${emitDocs(service)}`,
    })),
}
