export { type Clock, systemClock } from './clock.ts'
export {
  type Fault,
  type FaultRow,
  type FaultTable,
  failure,
  faultTable,
  type Json,
  Refusal,
  type Result,
  success,
} from './fault.ts'
export { type Logger, silentLogger } from './logger.ts'
export { type Part, type Running, startParts } from './parts.ts'
export { Places } from './places.ts'
