import type { Kinds } from '../kinds.ts'
import { tenantPolicy } from './policy.ts'

export const tenantPolicyKinds: Kinds = settings => ({ TenantPolicy: tenantPolicy(settings) })
