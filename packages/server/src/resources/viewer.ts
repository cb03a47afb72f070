import type { Reader, Transaction } from '@baryon/store'
import type { Viewer } from '../present/presenter.ts'
import type { Asking } from './asking.ts'

/** The one who asks, as the one who is answered. @param read absent: what is stored */
export const viewerOf = (
  { context, registry, behaviours, caller }: Asking,
  read: Reader | Transaction = context.store.read,
): Viewer => ({ registry, behaviours, caller, read })
