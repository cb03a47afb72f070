/** From the members of a body to what is asked for, in the order in which OpenStack checks them. */
import { type Json, Refusal } from '@baryon/kit'
import { type Caller, isAdmin, type Row } from '@baryon/model'
import { openstackErrors } from '../errors.ts'
import { taken } from './convert.ts'
import type { Members } from './envelope.ts'
import { type Form, TENANT } from './form.ts'

const mayActForOthers = (caller: Caller): boolean =>
  isAdmin(caller) || caller.roles.some(role => ['advsvc', 'service'].includes(role.toLowerCase()))

/** The project that a body names, if any. @throws Refusal `openstack.project*` */
function namedProject(owner: string, body: Members, caller: Caller): Json | undefined {
  const [one, other] = [body[owner], body[TENANT]]
  if (one !== undefined && other !== undefined && one !== other)
    throw new Refusal(openstackErrors.fault('openstack.project_differs'))
  const project = one ?? other
  if (project !== undefined && project !== caller.project && !mayActForOthers(caller))
    throw new Refusal(openstackErrors.fault('openstack.project'))
  return project
}

/** @throws Refusal `openstack.attribute_unknown` with all of them */
function requireKnown({ fields }: Form, body: Members) {
  const unknown = Object.keys(body).filter(name => !fields.has(name))
  if (unknown.length === 0) return
  const known = [...fields].flatMap(([name, { post }]) => (post ? [name] : [])).join(', ')
  throw new Refusal(openstackErrors.fault('openstack.attribute_unknown', { attributes: unknown.join(', '), known }))
}

/**
 * Values of what a body gives; the names of attributes that may not be given are refused before any value is looked at.
 * @throws Refusal `openstack.*`
 */
function valuesOf(form: Form, body: Members): Record<string, Json> {
  const values: Record<string, Json> = {}
  for (const [name, { attribute }] of form.fields) {
    const value = body[name]
    if (value === undefined || !Object.hasOwn(body, name)) continue
    values[attribute.name] = taken(attribute, value)
  }
  return values
}

function requireRequired({ fields }: Form, body: Members) {
  for (const [name, { post, required }] of fields) {
    const isGiven = Object.hasOwn(body, name)
    if (required && !isGiven)
      throw new Refusal(openstackErrors.fault('openstack.attribute_required', { attribute: name }))
    if (isGiven && !post)
      throw new Refusal(openstackErrors.fault('openstack.attribute_unexpected', { attribute: name }))
  }
}

/** What the body of a creation gives. @throws Refusal `openstack.*` */
export function admitCreate(form: Form, body: Members, caller: Caller): Row {
  const { owner } = form
  const project = owner === undefined ? undefined : namedProject(owner, body, caller)
  if (owner !== undefined && project === undefined && caller.project === undefined && form.fields.get(owner)?.post)
    throw new Refusal(openstackErrors.fault('openstack.project_missing'))
  requireKnown(form, body)
  requireRequired(form, body)
  return valuesOf(form, body)
}

/** What the body of an update gives. @throws Refusal `openstack.*` */
export function admitUpdate(form: Form, body: Members, caller: Caller): Row {
  if (form.owner !== undefined) namedProject(form.owner, body, caller)
  requireKnown(form, body)
  for (const [name, { put }] of form.fields) {
    if (Object.hasOwn(body, name) && !put)
      throw new Refusal(openstackErrors.fault('openstack.attribute_read_only', { attribute: name }))
  }
  return valuesOf(form, body)
}
