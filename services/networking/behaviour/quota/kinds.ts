import type { Kinds } from '../kinds.ts'
import { quota } from './quota.ts'

export const quotaKinds: Kinds = settings => ({ Quota: quota(settings) })
