/** Agents report every half minute; one that has not reported for 75 seconds is taken for dead, as in Neutron. */
import type { Row } from '@baryon/model'

const deadAfter = 75_000

/** As Neutron writes the times of agents: `2026-11-21 21:29:38`, in UTC. */
export const agentTime = (milliseconds: number): string =>
  new Date(milliseconds)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, '')

/** @param now milliseconds since the epoch */
export function isAlive(agent: Row, now: number): boolean {
  const heartbeat = agent['heartbeat_timestamp']
  return typeof heartbeat === 'string' && now - Date.parse(`${heartbeat.replace(' ', 'T')}Z`) < deadAfter
}
