import type { Kinds } from '../kinds.ts'
import { rbacPolicy } from './policy.ts'

export const rbacKinds: Kinds = () => ({ RbacPolicy: rbacPolicy })
