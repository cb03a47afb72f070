import type { Service } from '../../ir.ts'
import { banner, type Emitter } from '../emitter.ts'
import { emitClientTypes } from './emit-client-types.ts'
import { serviceType } from './names.ts'

const mark = (source: string) => `// ${banner(source)}\n`

function index(services: readonly Service[]): string {
  const imports = services.map(each => `import type { ${serviceType(each)} } from './${each.name}.ts'\n`)
  const members = services.map(each => `  readonly ${JSON.stringify(each.name)}: ${serviceType(each)}\n`)
  const about = '/** Types of the shipped services by their names. */\n'
  return `${mark('services/')}${imports.join('')}\n${about}export interface Services {\n${members.join('')}}\n`
}

/** `<service>.ts`: types of a service; `index.ts`: the services by name. */
export const clientEmitter: Emitter = {
  emit: services => [
    ...services.map(service => ({
      path: `${service.name}.ts`,
      text: `${mark(`services/${service.name}`)}\n${emitClientTypes(service)}`,
    })),
    { path: 'index.ts', text: index(services) },
  ],
}
