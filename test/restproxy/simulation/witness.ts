/** Who stands beside a controller and sees whether what it is told comes in order: no child before its parent, no parent removed before its children. */

interface Request {
  readonly method: string
  readonly path: string
  readonly body: Body
}

/** A request that the controller has. */
export interface Passing {
  /** Who asked waits no longer for the answer: it may ask again. */
  left(): void
  /** @param status of the answer; undefined: there is none */
  ended(status: number | undefined): void
}

type Body = Readonly<Record<string, { readonly id?: string; readonly network?: string } | undefined>>

interface Topology {
  readonly networks?: readonly Held[] | Readonly<Record<string, Held>>
  readonly routers?: readonly Held[]
}

interface Held {
  readonly id: string
  readonly ports?: readonly Held[] | Readonly<Record<string, Held>>
  readonly interfaces?: readonly Held[]
  readonly attachment?: unknown
}

const listOf = (held: readonly Held[] | Readonly<Record<string, Held>> | undefined): readonly Held[] =>
  Array.isArray(held) ? held : Object.entries(held ?? {}).map(([id, one]) => ({ ...one, id }))

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(String(body)) ?? {}
  } catch {
    return {}
  }
}

/** Children of each parent, by what is told in paths. */
class Children {
  readonly #of = new Map<string, Set<string>>()

  has = (parent: string) => this.#of.has(parent)
  count = (parent: string) => this.#of.get(parent)?.size ?? 0
  put = (parent: string) => this.#of.set(parent, this.#of.get(parent) ?? new Set())
  drop = (parent: string) => this.#of.delete(parent)
  add = (parent: string, child: string) => this.#of.get(parent)?.add(child)
  remove = (parent: string, child: string) => this.#of.get(parent)?.delete(child)
  clear = () => this.#of.clear()
}

export class Witness {
  readonly #name: string
  readonly #remakes: boolean
  readonly #networks = new Children()
  readonly #routers = new Children()
  /** What waits for an answer, by what it is about; another of its kind may have come since. */
  readonly #underWay = new Map<string, Set<{ overtaken: boolean }>>()
  /** The controller forgot something that Baryon cannot know of: order means nothing until they agree again. */
  #loose = false
  readonly breaches: string[] = []
  /** Requests that the controller took, by method. */
  readonly taken = new Map<string, number>()

  /** @param remakes networks may be removed with their ports, to be made again */
  constructor(name: string, remakes = false) {
    this.#name = name
    this.#remakes = remakes
  }

  /** The controller has lost its state. */
  wiped(): void {
    this.#networks.clear()
    this.#routers.clear()
    this.#loose = true
  }

  /** The controller has all that it should have. */
  agreed(): void {
    this.#loose = false
  }

  /** A request reaches the controller. */
  begins(method: string, path: string, bytes: Buffer): Passing {
    const thing = `${method === 'GET' ? 'GET ' : ''}${path}`
    const writes =
      method !== 'GET' && !/\/(networks|ports|routers|tenants|securitygroups|interfaces|policies)$/.test(path)
    const others = this.#underWay.get(thing) ?? new Set()
    this.#underWay.set(thing, others)
    const own = { overtaken: false }
    if (writes) for (const other of others) other.overtaken = true
    others.add(own)
    const left = () => void others.delete(own)
    const ended = (status: number | undefined) => {
      // Who asked and went away is seen a little later than that it asks again
      if (others.delete(own) && own.overtaken) this.#breach(`two requests at a time for ${method} ${path}`)
      if (status === undefined || status < 200 || status >= 300 || method === 'GET') return
      this.taken.set(method, (this.taken.get(method) ?? 0) + 1)
      const body = parse(bytes) as Body
      if (path.endsWith('/topology')) this.#tookAll(body as unknown as Topology)
      else this.#took({ method, path, body })
    }
    return { left, ended }
  }

  #breach(what: string): void {
    if (!this.#loose) this.breaches.push(`${this.#name}: ${what}`)
  }

  #took(request: Request): void {
    const { path, body } = request
    const [, sort, parent, , child] =
      /\/(networks|routers)(?:\/([^/]+))?(?:\/(ports|interfaces)(?:\/([^/]+))?)?/.exec(path) ?? []
    if (sort === 'networks') this.#tookNetwork(request, parent ?? body['network']?.id, child)
    if (sort === 'routers') this.#tookRouter(request, parent ?? body['router']?.id, child ?? body['interface']?.id)
  }

  #tookNetwork({ method, path }: Request, network: string | undefined, port: string | undefined): void {
    if (network === undefined) return
    if (port !== undefined || /\/ports$/.test(path)) {
      if (method === 'DELETE') this.#networks.remove(network, port ?? '')
      else if (!this.#networks.has(network)) this.#breach(`port ${port} is told before network ${network}`)
      else if (/attachment$/.test(path)) this.#networks.add(network, port ?? '')
    } else if (method === 'DELETE') {
      if (this.#networks.count(network) > 0 && !this.#remakes)
        this.#breach(`network ${network} is removed before its ports`)
      this.#networks.drop(network)
    } else this.#networks.put(network)
  }

  #tookRouter({ method, path, body }: Request, router: string | undefined, leg: string | undefined): void {
    if (router === undefined) return
    if (/\/interfaces(\/|$)/.test(path)) {
      const network = body['interface']?.network
      if (method === 'DELETE') this.#routers.remove(router, leg ?? '')
      else if (!this.#routers.has(router)) this.#breach(`interface ${leg} is told before router ${router}`)
      else this.#routers.add(router, leg ?? '')
      if (network !== undefined && !this.#networks.has(network))
        this.#breach(`interface ${leg} is told before network ${network}`)
    } else if (/\/policies(\/|$)/.test(path)) {
      if (method !== 'DELETE' && !this.#routers.has(router)) this.#breach(`a policy is told before router ${router}`)
    } else if (method === 'DELETE') {
      if (this.#routers.count(router) > 0) this.#breach(`router ${router} is removed before its interfaces`)
      this.#routers.drop(router)
    } else this.#routers.put(router)
  }

  #tookAll({ networks, routers }: Topology): void {
    this.#networks.clear()
    this.#routers.clear()
    for (const network of listOf(networks)) {
      this.#networks.put(network.id)
      for (const port of listOf(network.ports)) if (port.attachment) this.#networks.add(network.id, port.id)
    }
    for (const router of routers ?? []) {
      this.#routers.put(router.id)
      for (const leg of router.interfaces ?? []) this.#routers.add(router.id, leg.id)
    }
  }
}
