import { banner, type Emitter } from '../emitter.ts'
import { emitDiagram } from './emit-diagram.ts'

/** `<service>.mmd`: a diagram of a service. */
export const diagramEmitter: Emitter = {
  emit: services =>
    services.map(service => ({
      path: `${service.name}.mmd`,
      text: `%% ${banner(`services/${service.name}`)}\n${emitDiagram(service)}`,
    })),
}
