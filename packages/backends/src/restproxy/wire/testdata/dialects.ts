/** Every dialect as it is used: with each of its generations, and with what can be chosen of it. */
import type { Dialect, DialectName, Generation, Switches } from '../../dialects/dialect.ts'
import { dialectOf } from '../../dialects/registry.ts'

export interface Variant {
  /** Of its folder. */
  readonly name: string
  readonly dialect: Dialect
  /** What the controller says that it can. */
  readonly capabilities: readonly string[]
}

const variant = (
  name: string,
  [dialect, generation]: readonly [DialectName, Generation],
  switches: Switches = {},
  capabilities: readonly string[] = [],
): Variant => ({ name, dialect: dialectOf(dialect, generation, switches), capabilities })

export const variants: readonly Variant[] = [
  variant('floodlight-v1.0', ['floodlight-v1.0', 'floodlight']),
  variant('floodlight-v1.0-A', ['floodlight-v1.0', 'A']),
  variant('floodlight-v1.0-A-documented', ['floodlight-v1.0', 'A'], { documentedTopology: true }),
  variant('floodlight-v1.0-B', ['floodlight-v1.0', 'B']),
  variant('floodlight-v1.0-C0', ['floodlight-v1.0', 'C0']),
  variant('floodlight-v1.1', ['floodlight-v1.1', 'floodlight']),
  variant('bsn-v1.1-C', ['bsn-v1.1', 'C']),
  variant('bsn-v1.1-D', ['bsn-v1.1', 'D']),
  variant('bsn-v1.1-E', ['bsn-v1.1', 'E'], {}, ['floatingip', 'keep-alive', 'consistency']),
  variant('bsn-v1.1-F', ['bsn-v1.1', 'F']),
  variant('bsn-v1.1-F-ml2', ['bsn-v1.1', 'F'], { ml2: true }),
  variant('bsn-v2.0-G1', ['bsn-v2.0', 'G1'], { securityGroups: true, unicode: false }),
  variant('bsn-v2.0-G2', ['bsn-v2.0', 'G2'], { securityGroups: true }, ['floatingip', 'display-name']),
]
