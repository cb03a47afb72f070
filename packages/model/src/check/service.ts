import type { Service } from '../ir.ts'
import type { ServiceView, World } from '../read/world.ts'
import type { Report } from './diagnostic.ts'

/** Checks what the resolved form of a service says, beyond what reading it already found. */
export function checkService(_view: ServiceView, _service: Service | undefined, _world: World, _report: Report): void {}
