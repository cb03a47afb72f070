/** Which way a packet would take: within a network, or through one router. */
import { found, malformed } from '../answer.ts'
import { type Call, route } from '../call.ts'
import { isObject, type JsonObject, objectsOf, textOf } from '../json.ts'
import type { State } from '../state.ts'

interface End {
  readonly port: string
  readonly network: string
}

const hasAddress = (kept: JsonObject, address: string) => {
  const { port = null } = kept
  return isObject(port) && objectsOf(port['fixed_ips']).some(one => one['ip_address'] === address)
}

/** @param within undefined: any network */
function endOf(state: State, address: string, within?: string): End | undefined {
  for (const [port, kept] of state.entries('ports')) {
    const network = String(kept['network'])
    if ((within ?? network) === network && hasAddress(kept, address)) return { port, network }
  }
  return undefined
}

/** The network of that name, of the tenant of that name. */
function networkOf(state: State, tenant: string, segment: string): string | undefined {
  for (const [id, { tenant: owner, network }] of state.entries('networks')) {
    const known = state.get('tenants', String(owner))
    if (isObject(network ?? null) && (network as JsonObject)['name'] === segment && known?.['tenant_name'] === tenant)
      return id
  }
  return undefined
}

function routerBetween(state: State, one: string, other: string): string | undefined {
  const reached = new Map<string, Set<string>>()
  for (const [key, face] of state.entries('interfaces')) {
    const router = key.slice(0, key.indexOf('/'))
    reached.set(router, (reached.get(router) ?? new Set()).add(textOf(face, 'network') ?? ''))
  }
  return [...reached].find(([, networks]) => networks.has(one) && networks.has(other))?.[0]
}

const view = (result: string, error: string | null, steps: readonly string[]) =>
  found([
    {
      summary: [{ 'forward-result': result, 'logical-error': error }],
      'logical-path': steps.map(step => ({ step })),
      'physical-path': [],
    },
  ])

function testPath({ state, params }: Call) {
  const asked = new URLSearchParams(params['query'])
  const [tenant, segment, source, destination] = ['src-tenant', 'src-segment', 'src-ip', 'dst-ip'].map(name =>
    asked.get(name),
  )
  if (!(tenant && segment && source && destination)) return malformed('send src-tenant, src-segment, src-ip and dst-ip')
  const network = networkOf(state, tenant, segment)
  const from = network === undefined ? undefined : endOf(state, source, network)
  if (from === undefined) return view('invalid input', `nobody has ${source} on the segment ${segment}`, [])
  const to = endOf(state, destination, from.network) ?? endOf(state, destination)
  const begin = [`port ${from.port}`, `network ${from.network}`]
  if (to === undefined) return view('dropped', `nobody has ${destination}`, begin)
  if (to.network === from.network) return view('forwarded', null, [...begin, `port ${to.port}`])
  const router = routerBetween(state, from.network, to.network)
  if (router === undefined) return view('dropped by route', 'no router connects the segments', begin)
  return view('forwarded', null, [...begin, `router ${router}`, `network ${to.network}`, `port ${to.port}`])
}

export const paths = [route('GET', '/testpath/controller-view\\?:query', testPath)]
