/** What Nova is told of ports, from the journal. https://docs.openstack.org/api-ref/compute/#run-events */
import type { Json } from '@baryon/kit'
import { canonicalUuid, type Row } from '@baryon/model'
import type { Entry } from '@baryon/store'

export type EventName = 'network-vif-plugged' | 'network-vif-unplugged' | 'network-vif-deleted' | 'network-changed'

/** One member of `events` in `POST /os-server-external-events`. */
export interface NovaEvent {
  readonly name: EventName
  readonly server_uuid: string
  /** Id of the port. */
  readonly tag: string
  readonly status: 'completed' | 'failed'
}

/** The object of an entry as it was before it, and as it was with it. */
export interface Change {
  readonly entry: Entry
  readonly before: Row | undefined
  readonly after: Row | undefined
  /** As it was before the whole transaction. */
  readonly earlier: Row | undefined
}

/** The server that a port is of; undefined where Nova has none. */
export function serverOf(port: Row | undefined): string | undefined {
  const owner = port?.['device_owner']
  const device = port?.['device_id']
  const isCompute = typeof owner === 'string' && owner.startsWith('compute:')
  return isCompute && typeof device === 'string' ? canonicalUuid(device) : undefined
}

function eventOf(name: EventName, server: string, port: string, status: NovaEvent['status'] = 'completed'): NovaEvent {
  return { name, server_uuid: server, tag: port, status }
}

const isActive = (status: Json | undefined) => status === 'ACTIVE'

/** What a new status of a port means to Nova: wired, failed, or no longer wired. */
function statusEvent({ entry, before, after, earlier }: Change): NovaEvent | undefined {
  const server = serverOf(after)
  const [was, is] = [before?.['status'], after?.['status']]
  if (server === undefined || was === is) return undefined
  if (isActive(is)) return eventOf('network-vif-plugged', server, entry.id)
  if (is === 'ERROR') return eventOf('network-vif-plugged', server, entry.id, 'failed')
  // A port that is given to a server in the same transaction was never plugged for it.
  const wasPlugged = isActive(was) && serverOf(earlier) === server
  return wasPlugged && is === 'DOWN' ? eventOf('network-vif-unplugged', server, entry.id) : undefined
}

/** What a change of a port means to Nova; undefined: nothing. A port that is given to a server for the first time is news to it as well. */
export function portEvent(change: Change): NovaEvent | undefined {
  const { entry, before, after } = change
  if (entry.plane === 'status') return entry.operation === 'delete' ? undefined : statusEvent(change)
  if (entry.operation === 'delete') {
    const server = serverOf(before)
    return server === undefined ? undefined : eventOf('network-vif-deleted', server, entry.id)
  }
  const server = entry.operation === 'update' ? serverOf(after) : undefined
  return server === undefined ? undefined : eventOf('network-changed', server, entry.id)
}

/** The ports whose addresses outside are another because of a change of a floating IP. */
export function portsOfFloatingIp({ before, after }: Change): string[] {
  const ports = [before?.['port_id'], after?.['port_id']].filter(id => typeof id === 'string')
  const moved = before?.['port_id'] !== after?.['port_id']
  return moved ? [...new Set(ports)] : []
}

/** That something Nova shows of a port's server has changed. */
export function changedEvent(port: Row): NovaEvent | undefined {
  const server = serverOf(port)
  return server === undefined ? undefined : eventOf('network-changed', server, String(port['id']))
}
