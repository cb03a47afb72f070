/** External networks as a controller was told them, where it takes floating IPs by themselves. */
import type { Json } from '@baryon/kit'
import type { Desired } from '@baryon/reconcile'
import type { Dialect } from './dialects/dialect.ts'
import { asBody } from './wire/bodies.ts'
import type { Capabilities } from './wire/request.ts'

interface Told {
  /** Of all but the floating IPs. */
  readonly rest: string
  readonly floatingIps: string
}

/** undefined: no external network. */
function toldOf({ key, address, body }: Desired): Told | undefined {
  if (key.kind !== 'network' || asBody(body)['router:external'] !== true) return undefined
  const { floatingips = null, ...rest } = asBody(body)
  const text = JSON.stringify({ address, rest } satisfies Json)
  return { rest: text, floatingIps: JSON.stringify(floatingips) }
}

/**
 * Networks tell their floating IPs. Where those have URLs of their own, a change of them alone is no reason to tell their network. Whoever
 * asks for a network as it was told last wants it told again.
 */
export class ExternalNetworks {
  readonly #dialect: Dialect
  readonly #told = new Map<string, Told>()

  constructor(dialect: Dialect) {
    this.#dialect = dialect
  }

  /** Whether nothing else is to be told of the network than what is told apart from it. */
  isTold(desired: Desired, capabilities: Capabilities): boolean {
    if (!this.#dialect.floatingIps || !capabilities.has('floatingip')) return false
    const last = this.#told.get(desired.key.id)
    const wanted = last && toldOf(desired)
    if (wanted?.rest !== last?.rest || wanted?.floatingIps === last?.floatingIps) return false
    this.add(desired)
    return true
  }

  add(desired: Desired): void {
    const told = toldOf(desired)
    if (told !== undefined) this.#told.set(desired.key.id, told)
    else if (desired.key.kind === 'network') this.#told.delete(desired.key.id)
  }

  /** The controller may have another state now. */
  forget(): void {
    this.#told.clear()
  }
}
