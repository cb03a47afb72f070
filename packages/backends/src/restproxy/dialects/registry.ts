/** A dialect is one file and one line here. */
import { bsnV11 } from './bsn-v1.1.ts'
import { bsnV20 } from './bsn-v2.0.ts'
import type { Dialect, DialectFamily, DialectName, Generation, Style, Switches, ThingKind } from './dialect.ts'
import { floodlightV10 } from './floodlight-v1.0.ts'
import { floodlightV11 } from './floodlight-v1.1.ts'

export const dialects: Readonly<Record<DialectName, DialectFamily>> = {
  'floodlight-v1.0': floodlightV10,
  'floodlight-v1.1': floodlightV11,
  'bsn-v1.1': bsnV11,
  'bsn-v2.0': bsnV20,
}

/** What somebody else tells in the mode of the ML2 driver. */
const beyondMl2: readonly ThingKind[] = ['router', 'interface', 'policy', 'floatingip']

function kindsOf({ kinds, routerRules }: Style, { ml2, securityGroups }: Switches): readonly ThingKind[] {
  return kinds.filter(
    kind =>
      !(ml2 === true && beyondMl2.includes(kind)) &&
      !(kind === 'security-group' && securityGroups !== true) &&
      !(kind === 'policy' && routerRules !== 'policies'),
  )
}

/** @param generation without one, or with one that the dialect does not have: its own */
export function dialectOf(name: DialectName, generation: Generation | undefined, switches: Switches): Dialect {
  const family = dialects[name]
  const known = family.generations.find(one => one === generation) ?? (family.generations[0] as Generation)
  const style = family.style(known, switches)
  const kinds = kindsOf(style, switches)
  const topology = style.network === 'whole' && switches.readTopology !== false
  return Object.freeze({
    ...style,
    name,
    generation: known,
    base: switches.base ?? style.base,
    kinds,
    ml2: switches.ml2 === true && style.binding === 'details',
    readBack: topology ? 'topology' : style.readBack,
    readable: topology ? kinds.filter(kind => kind !== 'floatingip') : style.readable,
  })
}
