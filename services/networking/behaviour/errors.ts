/** The faults of OpenStack Networking, by topic. Names and messages are those of Neutron, which clients match on. */
import { faultTable } from '@baryon/kit'
import { agentErrors } from './agent/errors.ts'
import { flavorErrors } from './flavor/errors.ts'
import { floatingIpErrors } from './floating-ip/errors.ts'
import { localIpErrors } from './local-ip/errors.ts'
import { loggingErrors } from './logging/errors.ts'
import { meteringErrors } from './metering/errors.ts'
import { networkErrors } from './network/errors.ts'
import { portErrors } from './port/errors.ts'
import { qosErrors } from './qos/errors.ts'
import { quotaErrors } from './quota/errors.ts'
import { rbacErrors } from './rbac/errors.ts'
import { routerErrors } from './router/errors.ts'
import { securityGroupErrors } from './security-group/errors.ts'
import { segmentErrors } from './segment/errors.ts'
import { subnetErrors } from './subnet/errors.ts'
import { tenantPolicyErrors } from './tenant-policy/errors.ts'
import { trunkErrors } from './trunk/errors.ts'

export const networkingErrors = faultTable({
  ...agentErrors,
  ...flavorErrors,
  ...floatingIpErrors,
  ...localIpErrors,
  ...loggingErrors,
  ...meteringErrors,
  ...networkErrors,
  ...portErrors,
  ...qosErrors,
  ...quotaErrors,
  ...rbacErrors,
  ...routerErrors,
  ...securityGroupErrors,
  ...segmentErrors,
  ...subnetErrors,
  ...tenantPolicyErrors,
  ...trunkErrors,
})
