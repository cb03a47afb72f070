/**
 * Everything at once, streamed: things come in the order of the projection (a network, then its ports; a router, then its interfaces and
 * policies), so nothing but names of tenants is ever kept. Made of the same bodies as the requests of single things.
 */
import type { Json } from '@baryon/kit'
import type { Desired } from '@baryon/reconcile'
import type { Dialect, ThingKind } from '../dialects/dialect.ts'
import { asBody, networkBody, type PortBody, portBody, routerBody, securityGroupBody, tenantBody } from './bodies.ts'
import type { Body } from './naming.ts'
import { path } from './path.ts'
import type { Capabilities, WireRequest } from './request.ts'

export interface TopologyOptions {
  readonly capabilities: Capabilities
  /** The project whose change made this necessary. */
  readonly triggeredBy?: string
}

/** Where everything at once goes. undefined: it is told thing by thing. */
export const topologyRequest = (dialect: Dialect): Omit<WireRequest, 'body'> | undefined =>
  dialect.bulk === undefined ? undefined : { method: dialect.bulk.method, path: path(dialect, 'topology') }

/** Characters that are collected before they are handed on. */
const CHUNK = 65_536

type Section = 'tenants' | 'security-groups' | 'networks' | 'routers'

const sectionOf: Readonly<Record<ThingKind, Section | undefined>> = {
  tenant: 'tenants',
  'security-group': 'security-groups',
  network: 'networks',
  port: 'networks',
  router: 'routers',
  interface: 'routers',
  policy: 'routers',
  // Networks list their floating IPs.
  floatingip: undefined,
}

/** A list inside of an open object: of a network its ports, of a router its interfaces, then its policies. */
const partOf: Partial<Record<ThingKind, string>> = { port: 'ports', interface: 'interfaces', policy: 'policies' }

/** Writes the text of a topology piece by piece. Each piece is returned; nothing is kept but where it is. */
class TopologyWriter {
  readonly #dialect: Dialect
  readonly #capabilities: Capabilities
  readonly #keyed: boolean
  readonly #sections: readonly Section[]
  #section = -1
  /** Lists of the open object that are yet to be begun; undefined: no object is open. */
  #parts: string[] | undefined
  #part: string | undefined
  #first = true

  constructor(dialect: Dialect, capabilities: Capabilities) {
    this.#dialect = dialect
    this.#capabilities = capabilities
    this.#keyed = dialect.bulk?.networks === 'keyed'
    const has = (kind: ThingKind) => dialect.kinds.includes(kind)
    this.#sections = [
      ...(has('tenant') ? (['tenants'] as const) : []),
      ...(has('security-group') ? (['security-groups'] as const) : []),
      'networks',
      ...(has('router') ? (['routers'] as const) : []),
    ]
  }

  thing(desired: Desired): string {
    const kind = desired.key.kind as ThingKind
    const section = sectionOf[kind]
    if (section === undefined) return ''
    const before = this.#enter(section)
    const part = partOf[kind]
    if (part !== undefined) return before + this.#inside(part, this.#partText(kind, desired))
    return before + this.#closeObject() + this.#separator() + this.#open(kind, desired)
  }

  end(triggeredBy: string | undefined): string {
    const rest = this.#enter(undefined)
    const trigger = triggeredBy === undefined ? '' : `,"triggered_by_tenant":${JSON.stringify(triggeredBy)}`
    return `${rest}${trigger}}`
  }

  /** Closes sections up to the wanted one, and begins it. */
  #enter(wanted: Section | undefined): string {
    const index = wanted === undefined ? this.#sections.length : this.#sections.indexOf(wanted)
    if (index < this.#section)
      throw new Error(`things of ${wanted} come before those of ${this.#sections[this.#section]}`)
    let text = ''
    while (this.#section < index) {
      text += this.#closeSection()
      this.#section++
      const section = this.#sections[this.#section]
      if (section !== undefined) text += this.#openSection(section)
    }
    return text
  }

  #openSection(section: Section): string {
    this.#first = true
    return `${this.#section === 0 ? '{' : ','}"${section}":${this.#isObject(section) ? '{' : '['}`
  }

  #closeSection(): string {
    const section = this.#sections[this.#section]
    if (section === undefined) return ''
    return this.#closeObject() + (this.#isObject(section) ? '}' : ']')
  }

  #isObject(section: Section): boolean {
    if (section === 'tenants') return !this.#listsTenants
    return section === 'networks' && this.#keyed
  }

  get #listsTenants(): boolean {
    return this.#dialect.naming === 'display' && this.#capabilities.has('display-name')
  }

  #separator(): string {
    const first = this.#first
    this.#first = false
    return first ? '' : ','
  }

  #open(kind: ThingKind, { key, body }: Desired): string {
    const dialect = this.#dialect
    const told = asBody(body)
    if (kind === 'tenant') return this.#tenant(told)
    if (kind === 'security-group') return JSON.stringify(securityGroupBody(dialect, this.#capabilities, told))
    if (kind === 'router') {
      this.#parts = ['interfaces', ...(dialect.routerRules === 'policies' ? ['policies'] : [])]
      return JSON.stringify(routerBody(dialect, this.#capabilities, told)).slice(0, -1)
    }
    this.#parts = ['ports']
    const network = JSON.stringify(this.#network(told)).slice(0, -1)
    return this.#keyed ? `${JSON.stringify(key.id)}:${network}` : network
  }

  #tenant(body: Body): string {
    const { tenant_id, tenant_name, 'display-name': display } = tenantBody(this.#dialect, this.#capabilities, body)
    if (this.#listsTenants) return JSON.stringify({ id: tenant_id, name: tenant_name, 'display-name': display ?? null })
    return `${JSON.stringify(tenant_id)}:${JSON.stringify(tenant_name)}`
  }

  #network(body: Body): Body {
    const told = networkBody(this.#dialect, this.#capabilities, 'update', body)
    if (this.#dialect.network === 'whole') return told
    const { gateway = null, ...named } = told
    const state = { 'op-status': body['op-status'] ?? null }
    if (!this.#dialect.quirks.silentEmptyGateway) return { ...named, gateway, ...state }
    return { ...named, ...state, ...(gateway === null ? {} : { gateway }) }
  }

  #partText(kind: ThingKind, { body }: Desired): string {
    if (kind !== 'port') return JSON.stringify(body)
    const { port = {}, attachment } = portBody(this.#dialect, this.#capabilities, asBody(body) as PortBody)
    const attached: Body = attachment === undefined ? {} : { attachment }
    if (this.#dialect.port !== 'state') return JSON.stringify({ ...port, ...attached })
    const state = asBody(body)['port'] as Body
    const stray: Body = this.#keyed ? { mac: null } : {}
    return JSON.stringify({ ...port, 'op-status': state['op-status'] ?? null, ...stray, ...attached } satisfies Json)
  }

  /** One thing in a list of the open object. */
  #inside(part: string, text: string): string {
    let before = ''
    while (this.#part !== part) {
      const next = this.#parts?.shift()
      if (next === undefined) throw new Error(`${part} come behind what they belong to`)
      before += `${this.#part === undefined ? '' : ']'},"${next}":[`
      this.#part = next
      if (next === part) return before + text
    }
    return `,${text}`
  }

  #closeObject(): string {
    if (this.#parts === undefined) return ''
    let text = this.#part === undefined ? '' : ']'
    for (const part of this.#parts) text += `,"${part}":[]`
    this.#parts = undefined
    this.#part = undefined
    return `${text}}`
  }
}

/** The text of everything, in pieces of some ten thousand characters. */
export async function* topologyBody(
  dialect: Dialect,
  all: AsyncIterable<Desired>,
  { capabilities, triggeredBy }: TopologyOptions,
): AsyncGenerator<string> {
  const writer = new TopologyWriter(dialect, capabilities)
  let piece = ''
  for await (const desired of all) {
    piece += writer.thing(desired)
    if (piece.length < CHUNK) continue
    yield piece
    piece = ''
  }
  yield piece + writer.end(dialect.bulk?.trigger === true ? triggeredBy : undefined)
}
