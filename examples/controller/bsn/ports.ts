/** Ports and what is attached to them. The first generations tell the two apart; the later ones tell both with the attachment. */
import { type Answer, exists, found, malformed, missing, missingParent, ok } from '../answer.ts'
import { type Call, route } from '../call.ts'
import { isObject, type Json, type JsonObject, textOf } from '../json.ts'
import { isOf } from '../state.ts'

const mac = /^([\da-f]{2}:){5}[\da-f]{2}$/i

const wrapped = (body: Json, name: string) => {
  const value = isObject(body) ? body[name] : undefined
  return isObject(value) ? value : undefined
}

/** What is wrong with a port for a network; undefined: nothing. */
export function portFault(port: JsonObject, network: string, id: string): string | undefined {
  if (port['id'] !== id) return `the port "${port['id']}" is not that of the URL, "${id}"`
  if ('network_id' in port && port['network_id'] !== network) return `the port "${id}" is one of another network`
  return undefined
}

export function attachmentFault(attachment: JsonObject): string | undefined {
  if (textOf(attachment, 'id') === undefined) return 'an attachment has an "id"'
  if (!mac.test(textOf(attachment, 'mac') ?? '')) return `"${attachment['mac']}" is no MAC address`
  return undefined
}

/** Refuses a port of a network that is not there, or that another tenant has. */
function orphaned({ state, params, complain }: Call): Answer | undefined {
  const { tenant = '', network = '' } = params
  const kept = state.get('networks', network)
  if (kept === undefined) return missingParent('network', network)
  if (isOf(kept, tenant)) return undefined
  complain(`the network "${network}" belongs to "${kept['tenant']}"`)
  return missingParent('network', network)
}

const kept = ({ state, params }: Call): JsonObject | undefined => {
  const port = state.get('ports', params['port'] ?? '')
  return port?.['network'] === params['network'] ? port : undefined
}

function create(call: Call) {
  const { state, params, body } = call
  const { network = '' } = params
  const port = wrapped(body, 'port')
  const id = port && textOf(port, 'id')
  if (port === undefined || id === undefined) return malformed('send {"port": {"id": …}}')
  const wrong = portFault(port, network, id)
  if (wrong !== undefined) return malformed(wrong)
  const refused = orphaned(call)
  if (refused !== undefined) return refused
  if (state.has('ports', id)) return exists('port', id)
  state.apart = true
  state.set('ports', id, { network, port, attachment: null })
  return ok
}

function update(call: Call) {
  const { state, params, body } = call
  const { network = '', port: id = '' } = params
  const port = wrapped(body, 'port')
  if (port === undefined) return malformed('send {"port": {…}}')
  const refused = orphaned(call)
  if (refused !== undefined) return refused
  const before = kept(call)
  if (before === undefined) return missing('port', id)
  const merged = { ...(before['port'] as JsonObject), ...port }
  const wrong = portFault(merged, network, id)
  if (wrong !== undefined) return malformed(wrong)
  state.set('ports', id, { ...before, port: merged })
  return ok
}

function remove(call: Call) {
  const { state, params } = call
  const { port: id = '' } = params
  if (kept(call) === undefined) return missing('port', id)
  state.remove('ports', id)
  return ok
}

/** Both at once is creation and update of the port. */
function attach(call: Call) {
  const { state, params, body, complain } = call
  const { network = '', port: id = '' } = params
  const [attachment, port] = [wrapped(body, 'attachment'), wrapped(body, 'port')]
  if (attachment === undefined) return malformed('send {"attachment": {"id": …, "mac": …}}')
  const wrong = attachmentFault(attachment) ?? (port && portFault(port, network, id))
  if (wrong !== undefined) return malformed(wrong)
  const refused = orphaned(call)
  if (refused !== undefined) return refused
  if (port !== undefined) {
    if (port['mac_address'] !== attachment['mac']) complain('the attachment has the MAC address of the port')
    state.set('ports', id, { network, port, attachment })
    return ok
  }
  const before = kept(call)
  if (before === undefined) return missing('port', id)
  state.set('ports', id, { ...before, attachment })
  return ok
}

/** To clients that tell ports with their attachments, this is the removal of the port. */
function detach(call: Call) {
  const { state, params } = call
  const { port: id = '' } = params
  const before = kept(call)
  if (before === undefined || before['attachment'] === null) return missing('attachment of port', id)
  if (state.apart) state.set('ports', id, { ...before, attachment: null })
  else state.remove('ports', id)
  return ok
}

const shown = (name: 'port' | 'attachment') => (call: Call) => {
  const value = kept(call)?.[name] ?? null
  return value === null ? missing(name, call.params['port'] ?? '') : found({ [name]: value })
}

const list = ({ state, params }: Call) =>
  found({
    ports: [...state.entries('ports')].flatMap(([, { network, port }]) =>
      network === params['network'] ? (port ?? []) : [],
    ),
  })

const ofNetwork = '/tenants/:tenant/networks/:network/ports'

export const ports = [
  route('GET', ofNetwork, list),
  route('POST', ofNetwork, create),
  route('GET', `${ofNetwork}/:port`, shown('port')),
  route('PUT', `${ofNetwork}/:port`, update),
  route('DELETE', `${ofNetwork}/:port`, remove),
  route('GET', `${ofNetwork}/:port/attachment`, shown('attachment')),
  route('PUT', `${ofNetwork}/:port/attachment`, attach),
  route('DELETE', `${ofNetwork}/:port/attachment`, detach),
]
