/** Ports that are whole physical devices have the MAC address of the device. */
import type { Draft, Work } from '@baryon/decide'
import { normalise, type Row } from '@baryon/model'
import { isRebound } from './bind.ts'
import { freeMac, requireFreeMac } from './mac.ts'
import type { PortParts } from './parts.ts'
import { asPort } from './row.ts'

const isPhysical = (port: Row) => port['binding:vnic_type'] === 'direct-physical'

/** The MAC address of the device, as the one who binds says it in the profile. */
function deviceMac(port: Row): string | undefined {
  const said = asPort(port)['binding:profile']?.['device_mac_address']
  const mac = typeof said === 'string' ? normalise({ name: 'mac' }, said) : undefined
  return typeof mac === 'string' ? mac : undefined
}

/** Takes the MAC address of the device that a new port is bound to. @throws Refusal when it is in use on the network */
export async function takeDeviceMac(row: Draft, work: Work): Promise<void> {
  const mac = isPhysical(row) ? deviceMac(row) : undefined
  if (mac === undefined) return
  await requireFreeMac(asPort(row).network_id, mac, work)
  row['mac_address'] = mac
}

/** Whether the machine has let the port go. */
const isReleased = (row: Row, old: Row) =>
  old['device_id'] !== '' && row['device_id'] === '' && row['device_owner'] === ''

/**
 * Follows the device that a port is bound to now. One that is bound to none any more gives the address back, so that the
 * next port of the device can have it.
 */
export async function followDevice(row: Draft, old: Row, { settings, macs }: PortParts, work: Work): Promise<void> {
  if (!isPhysical(row)) return
  const isBoundAnew = isRebound(row, old)
  const mac = isBoundAnew ? deviceMac(row) : undefined
  if (mac === row['mac_address']) return
  if (mac !== undefined) await takeDeviceMac(row, work)
  else if (isReleased(row, old) || (isBoundAnew && deviceMac(old) !== undefined))
    row['mac_address'] = await freeMac(asPort(row).network_id, settings.base_mac, macs, work)
}
