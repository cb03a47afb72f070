/** Objects are shared by RBAC policies. The behaviour of the policies keeps the lists of projects of the objects. */
import type { Work } from '@baryon/decide'
import type { Row } from '@baryon/model'
import type { Stored } from '@baryon/store'
import { EVERYONE, type SharedKind, type SharingAction, typeOf } from './shareable.ts'

/** What is shared with whom. */
export interface Sharing {
  readonly kind: SharedKind
  /** Of the object. */
  readonly id: string
  readonly action: SharingAction
  /** A project, or {@link EVERYONE}, which is the default. */
  readonly target?: string
}

/** The policy that shares the object so. */
export async function findPolicy(
  work: Work,
  { id, action, target = EVERYONE }: Omit<Sharing, 'kind'>,
): Promise<Stored | undefined> {
  const all = Object.entries({ object_id: id, action, target_tenant: target })
  const filter = { all: all.map(([attribute, value]) => ({ attribute, in: [value] })) }
  const [found] = await work.tx.list(work.kind('RbacPolicy'), { filter, limit: 1 })
  return found
}

/**
 * Shares an object, unless it is shared so already. The object has to be there.
 * @param sharing with the project that owns the policy
 */
export async function grant(work: Work, sharing: Sharing & { readonly project: string }): Promise<void> {
  if ((await findPolicy(work, sharing)) !== undefined) return
  const { kind, id, action, target = EVERYONE, project } = sharing
  await work.create('RbacPolicy', {
    project_id: project,
    object_type: typeOf(kind),
    object_id: id,
    action,
    target_tenant: target,
  })
}

/**
 * Takes back what {@link grant} gave; nothing happens when there is no such policy.
 * @throws Refusal `rbac_policy.in_use`
 */
export async function revoke(work: Work, sharing: Sharing): Promise<void> {
  const policy = await findPolicy(work, sharing)
  if (policy !== undefined) await work.remove('RbacPolicy', policy.row['id'] as string)
}

/** Deletes the policies of an object that is gone. To be called from the hook `removed` of every kind that can be shared. */
export async function removeGrants(work: Work, row: Row): Promise<void> {
  const lists = [row['shared_with'], row['external_for']]
  if (lists.every(list => !Array.isArray(list) || list.length === 0)) return
  for (const policy of await work.list('RbacPolicy', { attribute: 'object_id', in: [row['id'] as string] }))
    await work.remove('RbacPolicy', policy.row['id'] as string)
}
