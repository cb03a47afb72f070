/** From the bytes of a body to the objects in it. */
import { type Json, Refusal } from '@baryon/kit'
import type { Kind } from '@baryon/model'
import { parseBody } from '../../http/body.ts'
import type { Asking } from '../../resources/asking.ts'
import { openstackErrors } from '../errors.ts'

export type Members = { readonly [name: string]: Json }

export const isMembers = (value: Json | undefined): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The members of the body, whatever its media type; undefined without a body. @throws Refusal `openstack.body` */
export function bodyOf({ body }: Asking): Members | undefined {
  const parsed = parseBody(body)
  const value = parsed.ok ? parsed.value : null
  if (value === undefined) return undefined
  if (isMembers(value)) return value
  const reason = parsed.ok ? 'The body is no JSON object' : (parsed.faults[0]?.message ?? '')
  throw new Refusal(openstackErrors.fault('openstack.body', { reason }))
}

/** The one object of a body. @throws Refusal `openstack.body*` */
export function objectOf(kind: Kind, body: Members | undefined): Members {
  const { noun } = kind
  if (kind.bare && body !== undefined && !Object.hasOwn(body, noun)) return body
  const value = body !== undefined && Object.hasOwn(body, noun) ? body[noun] : undefined
  if (value === undefined || value === null)
    throw new Refusal(openstackErrors.fault('openstack.body_envelope', { noun }))
  if (!isMembers(value)) throw new Refusal(openstackErrors.fault('openstack.body_object', { noun }))
  return value
}

/** The objects of a body that creates several; undefined when it creates one. @throws Refusal `openstack.body*` */
export function objectsOf(kind: Kind, body: Members | undefined): readonly Members[] | undefined {
  if (body === undefined || !Object.hasOwn(body, kind.plural)) return undefined
  const list = body[kind.plural]
  if (Array.isArray(list) && list.length === 0) throw new Refusal(openstackErrors.fault('openstack.body_empty'))
  if (!Array.isArray(list)) throw new Refusal(openstackErrors.fault('openstack.body', { reason: 'It is no list' }))
  return list.map((item: Json) => {
    if (!isMembers(item)) throw new Refusal(openstackErrors.fault('openstack.body', { reason: 'An item is no object' }))
    return isMembers(item[kind.noun]) ? (item[kind.noun] as Members) : item
  })
}
