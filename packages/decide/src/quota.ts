import { Refusal } from '@baryon/kit'
import type { Kind, Row } from '@baryon/model'
import type { Transaction } from '@baryon/store'
import { decideErrors } from './errors.ts'
import { pointer } from './pointer.ts'

/**
 * Refuses one more object of a project that has all it may have. Objects without an owner are not counted.
 * @throws Refusal `quota.exceeded`
 */
export async function checkQuota(kind: Kind, row: Row, tx: Transaction) {
  const { quota, owner } = kind
  if (quota === undefined || quota < 0 || owner === undefined) return
  const project = row[owner]
  if (typeof project !== 'string') return
  const used = await tx.usage(kind, project)
  if (used < quota) return
  throw new Refusal(
    decideErrors.fault('quota.exceeded', { kind: kind.name, project, used, limit: quota }, pointer(owner)),
  )
}
