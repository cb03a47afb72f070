/** Floodlight's virtual network filter: what it serves, and that it says `ok` to all that it does not. */
import { type Answer, found, malformed, ok, refusal } from '../answer.ts'
import { isObject, type Json, textOf } from '../json.ts'
import { isNested, readFlat } from './flat-reader.ts'
import type { Traps } from './versions.ts'
import { type Network, Unexpected, type Virtualizer } from './virtualizer.ts'

interface Asked {
  readonly method: string
  /** Below the base. */
  readonly path: string
  readonly text: string
}

const networkPath = /^\/tenants\/[^/]+\/networks(?:\/([^/]+))?$/
const attachmentPath = /^\/tenants\/[^/]+\/networks\/([^/]+)\/ports\/([^/]+)\/attachment$/

/** What is read of the object that the body wraps. @throws Unexpected */
function read(body: Json, wanted: string, { readsFlat, failsOnNested }: Traps): Readonly<Record<string, string>> {
  if (readsFlat) {
    if (failsOnNested && wanted === 'network' && isNested(body, wanted))
      throw new Unexpected('java.lang.NullPointerException')
    return readFlat(body, wanted).values
  }
  const object = isObject(body) ? body[wanted] : undefined
  if (!isObject(object)) return {}
  return Object.fromEntries(
    ['id', 'name', 'gateway', 'mac'].flatMap(name => {
      const text = textOf(object, name)
      return text === undefined ? [] : [[name, text]]
    }),
  )
}

const shown = ({ name, guid, gateway, ports }: Network, { listsMacs }: Traps): Json => ({
  name,
  guid,
  gateway,
  ...(listsMacs ? { mac: [...ports.values()] } : { portMac: [...ports].map(([port, mac]) => ({ port, mac })) }),
})

const crash = (error: Unexpected): Answer => ({
  status: 500,
  body: {
    code: 500,
    description: 'The server encountered an unexpected condition which prevented it from fulfilling the request',
    stackTrace: `${error.message}\n\tat net.floodlightcontroller.virtualnetwork.NetworkResource.putNetwork`,
  },
})

export function floodlight(networks: Virtualizer, traps: Traps): (asked: Asked) => Answer {
  const onNetwork = ({ method, text }: Asked, inUrl: string | undefined): Answer => {
    if (method === 'GET') return found([...networks.networks].map(network => shown(network, traps)))
    if (method === 'DELETE' && inUrl !== undefined) {
      networks.remove(inUrl)
      return ok
    }
    if (method !== 'PUT' && method !== 'POST') return refusal(405, 'Method Not Allowed')
    const { id, name, gateway } = read(JSON.parse(text), 'network', traps)
    const guid = id ?? inUrl
    if (guid !== undefined) networks.put(guid, name, gateway)
    return ok
  }
  const onAttachment = ({ method, text }: Asked, network: string, port: string): Answer => {
    if (method === 'DELETE') networks.detach(network, port)
    else if (method === 'PUT') networks.attach(network, port, read(JSON.parse(text), 'attachment', traps)['mac'])
    else return refusal(405, 'Method Not Allowed')
    return ok
  }
  const serve = (asked: Asked): Answer => {
    const network = networkPath.exec(asked.path)
    if (network !== null) return onNetwork(asked, network[1])
    const attachment = attachmentPath.exec(asked.path)
    if (attachment !== null) return onAttachment(asked, attachment[1] ?? '', attachment[2] ?? '')
    return asked.method === 'DELETE' && traps.noDelete ? refusal(405, 'Method Not Allowed') : ok
  }
  return asked => {
    try {
      return serve(asked)
    } catch (error) {
      if (error instanceof Unexpected) return crash(error)
      if (error instanceof SyntaxError) return malformed('no JSON')
      throw error
    }
  }
}
