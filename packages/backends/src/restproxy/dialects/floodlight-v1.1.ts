/** Floodlight since 0.91: the same virtual networks at another address, and read-back that tells ports. */
import type { DialectFamily } from './dialect.ts'
import { floodlight } from './floodlight-v1.0.ts'

export const floodlightV11: DialectFamily = {
  name: 'floodlight-v1.1',
  meaning: 'Floodlight since 0.91',
  generations: ['floodlight'],
  style: () => ({
    ...floodlight,
    base: '/networkService/v1.1',
    headers: { ...floodlight.headers, service: 'Quantum v2.0' },
    readable: ['network', 'port'],
  }),
}
