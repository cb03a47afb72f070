/** Kinds that are not stored: policies are asked here, everything else is what the behaviour does. */
import { type Json, Refusal } from '@baryon/kit'
import { type Kind, keyOf, permits, type Row } from '@baryon/model'
import type { Stored } from '@baryon/store'
import { actByBehaviour } from './action.ts'
import { authorize, deniedAttributes, isVisible, unknownObject } from './authorize.ts'
import type { Sight, UrlParameters, VirtualObjects } from './behaviour.ts'
import type { BehaviourSet } from './behaviour-set.ts'
import type { Act, Changes, Delete, Parent, Update } from './change.ts'
import { type AttributePolicy, planOf } from './plan.ts'
import { projectOf } from './project.ts'
import { behaviourOf, type Scene } from './scene.ts'
import { requireVerb } from './verbs.ts'

/** It has no revision of its own. */
const shown = (row: Row): Stored => ({ row, revision: 0 })

const parentId = (parent: Parent | undefined) => (parent === undefined ? undefined : String(parent.value))

const placed = (row: Row, parent: Parent | undefined): Row =>
  parent === undefined ? row : { ...row, [parent.attribute]: parent.value }

function hooksOf(kind: Kind, scene: Scene): VirtualObjects {
  const hooks = behaviourOf(scene, kind)?.virtual
  if (hooks === undefined) throw new Error(`no behaviour answers for ${kind.name}`)
  return hooks
}

function requireAttributes(policies: readonly AttributePolicy[], given: Row, row: Row, scene: Scene) {
  const denied = deniedAttributes(policies, scene.caller, given, row)
  if (denied.length > 0) throw new Refusal(...denied)
}

/** What policies of changes look at: the key, since nothing else is known before the behaviour runs. */
function targetOf({ kind, id, parent }: Update | Delete | Act): Row {
  const key = keyOf(kind, id)
  if (key === undefined) throw new Refusal(unknownObject(kind, id))
  return placed(key, parent)
}

/** The object as its behaviour says it is. @throws Refusal `key.unknown` also when the caller may not see it */
export async function getVirtual(
  kind: Kind,
  id: string,
  scene: Scene,
  parent?: Parent,
  parameters?: UrlParameters,
): Promise<Row> {
  requireVerb(kind, behaviourOf(scene, kind), 'get')
  const row = await hooksOf(kind, scene).get?.(id, scene.work(kind), parentId(parent), parameters)
  // A policy may look at the key of what has no other attributes.
  if (row === undefined || !isVisible(kind, scene.caller, { ...keyOf(kind, id), ...row }))
    throw new Refusal(unknownObject(kind, id))
  return row
}

/** All objects that the caller may list or get. @throws Refusal `verb.absent` */
export async function listVirtual(
  kind: Kind,
  sight: Sight,
  behaviours: BehaviourSet | undefined,
  parent?: Parent,
  parameters?: UrlParameters,
): Promise<readonly Row[]> {
  const behaviour = behaviours?.of(kind)
  requireVerb(kind, behaviour, 'list')
  const rows = (await behaviour?.virtual?.list?.(sight, parentId(parent), parameters)) ?? []
  const list = kind.policies['list']
  return rows.filter(
    row => isVisible(kind, sight.caller, row) || (list !== undefined && permits(list.expression, sight.caller, row)),
  )
}

async function create({ kind, values, parent }: Changes['create'], scene: Scene) {
  const plan = planOf(scene.registry, kind)
  const { owner } = kind
  const project = owner === undefined ? undefined : projectOf(plan, scene.caller)
  const own: Row = owner === undefined || project === undefined ? {} : { [owner]: project }
  const row = placed({ ...own, ...values }, parent)
  authorize(kind, 'create', scene.caller, row)
  requireAttributes(plan.createPolicies, values, row, scene)
  const made = await hooksOf(kind, scene).create?.(values, scene.work(kind), parentId(parent))
  return made && shown(made)
}

async function update(change: Update, scene: Scene) {
  const { kind, id, parent, values } = change
  const target = targetOf(change)
  authorize(kind, 'update', scene.caller, target)
  const given = typeof values === 'function' ? values(await getVirtual(kind, id, scene, parent)) : values
  requireAttributes(planOf(scene.registry, kind).updatePolicies, given, target, scene)
  const row = await hooksOf(kind, scene).update?.(id, given, scene.work(kind), parentId(parent))
  return row && shown(row)
}

async function remove(change: Delete, scene: Scene): Promise<undefined> {
  const { kind, id, parent } = change
  authorize(kind, 'delete', scene.caller, targetOf(change))
  await hooksOf(kind, scene).remove?.(id, scene.work(kind), parentId(parent))
}

/** @returns what the action answers */
export function actOnVirtual(change: Act, scene: Scene): Promise<Json | undefined> {
  const { kind, action } = change
  const target = targetOf(change)
  authorize(kind, `action:${action}`, scene.caller, target)
  return actByBehaviour(change, shown(target), scene)
}

async function act(change: Act, scene: Scene): Promise<undefined> {
  await actOnVirtual(change, scene)
}

/** What changes of kinds that are not stored mean, by verb. */
export const virtualHandlers = { create, update, delete: remove, action: act }
