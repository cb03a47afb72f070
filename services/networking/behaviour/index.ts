import type { BehaviourModule } from '@baryon/decide'
import { agentKinds } from './agent/kinds.ts'
import { makeDemo } from './demo.ts'
import { networkingErrors } from './errors.ts'
import { flavorKinds } from './flavor/kinds.ts'
import { floatingIpKinds } from './floating-ip/kinds.ts'
import { localIpKinds } from './local-ip/kinds.ts'
import { loggingKinds } from './logging/kinds.ts'
import { meteringKinds } from './metering/kinds.ts'
import { missing } from './missing.ts'
import { networkKinds } from './network/kinds.ts'
import { portKinds } from './port/kinds.ts'
import { qosKinds } from './qos/kinds.ts'
import { quotaKinds } from './quota/kinds.ts'
import { quotaLimit } from './quota/limit.ts'
import { rbacKinds } from './rbac/kinds.ts'
import { routerKinds } from './router/kinds.ts'
import { securityGroupKinds } from './security-group/kinds.ts'
import { keepConfiguredRanges } from './segment/configured-ranges.ts'
import { segmentKinds } from './segment/kinds.ts'
import { type Settings, settingsSchema } from './settings.ts'
import { subnetKinds } from './subnet/kinds.ts'
import { keepAllConfigured } from './tenant-policy/configured.ts'
import { tenantPolicyKinds } from './tenant-policy/kinds.ts'
import { trunkKinds } from './trunk/kinds.ts'
import { unservedExtensions } from './unserved.ts'

const topics = [
  agentKinds,
  flavorKinds,
  floatingIpKinds,
  localIpKinds,
  loggingKinds,
  meteringKinds,
  networkKinds,
  portKinds,
  qosKinds,
  quotaKinds,
  rbacKinds,
  routerKinds,
  securityGroupKinds,
  segmentKinds,
  subnetKinds,
  tenantPolicyKinds,
  trunkKinds,
]

export const { settings, behaviour }: BehaviourModule = {
  settings: settingsSchema,
  behaviour(given) {
    const checked = given as unknown as Settings
    return {
      kinds: Object.assign({}, ...topics.map(kinds => kinds(checked))),
      errors: networkingErrors,
      limit: quotaLimit(checked),
      unserved: unservedExtensions(checked),
      missing,
      demo: makeDemo,
      async start(work) {
        await keepConfiguredRanges(checked, work)
        await keepAllConfigured(checked, work)
      },
    }
  },
}
