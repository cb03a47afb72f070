import { Refusal } from '@baryon/kit'
import type { Kind, Row } from '@baryon/model'
import { decideErrors } from './errors.ts'
import { pointer } from './pointer.ts'
import type { Scene } from './scene.ts'

/** How many the project may own: what the service says of it, else what the model says of all. */
async function limitOf(kind: Kind, project: string, quota: number, scene: Scene): Promise<number> {
  const service = scene.behaviours?.service(kind.service)
  return (await service?.limit?.(kind, project, scene.work(kind))) ?? quota
}

/**
 * Refuses one more object of a project that has all it may have. Objects without an owner are not counted.
 * @throws Refusal `quota.exceeded`
 */
export async function checkQuota(kind: Kind, row: Row, scene: Scene) {
  const { quota, owner } = kind
  if (quota === undefined || owner === undefined) return
  const project = row[owner]
  if (typeof project !== 'string') return
  const limit = await limitOf(kind, project, quota, scene)
  if (limit < 0) return
  const used = await scene.tx.usage(kind, project)
  if (used < limit) return
  throw new Refusal(decideErrors.fault('quota.exceeded', { kind: kind.name, project, used, limit }, pointer(owner)))
}
