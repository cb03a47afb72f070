import { banner, type Emitter } from '../emitter.ts'
import { emitSql } from './emit-sql.ts'

/** `<service>.sqlite.sql`: the tables of a service. */
export const sqlEmitter: Emitter = {
  emit: services =>
    services.map(service => ({
      path: `${service.name}.sqlite.sql`,
      text: `-- ${banner(`services/${service.name}`)}\n${emitSql(services, 'sqlite', [service.name])
        .map(each => `\n${each};\n`)
        .join('')}`,
    })),
}
