import { parseConfiguration } from '../../config/load.ts'
import type { Controller } from '../../config/load.ts'

/** One controller as a file would say it. */
export function controllerAt(url: string, more: object = {}): Controller {
  const file = { dialect: 'bsn-v2.0', controllers: [{ url, ...more }] }
  const loaded = parseConfiguration(JSON.stringify(file), '/controllers.yaml', 'node1')
  if (!loaded.ok) throw new Error(loaded.faults.map(fault => `${fault.message}: ${fault.cause}`).join('; '))
  return loaded.value.configuration.controllers[0] as Controller
}
