/** Controllers behind Baryon, and behind the algorithm of the plug-in that it follows, in the same run with the same controllers. */
import type { Figure } from './report.ts'
import { outage } from './restproxy/outage.ts'
import { told } from './restproxy/told.ts'
import { wiped } from './restproxy/wiped.ts'

/** @param window seconds of an outage */
export async function restproxy(
  window: number,
  ports: { readonly wiped: number; readonly told: number; readonly few: number; readonly many: number },
): Promise<Figure[]> {
  return [...(await outage(window)), ...(await wiped(ports.wiped)), ...(await told(ports.told, ports.few, ports.many))]
}
