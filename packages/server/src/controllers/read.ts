/** What a request wants of a controller: its body, with every fault of it at once. */
import { type Fault, failure, type Json, type Result, success } from '@baryon/kit'
import type { Key, Scope } from '@baryon/reconcile'
import { serverErrors } from '../errors.ts'
import { pointer } from '../pointer.ts'
import { controllerErrors } from './errors.ts'

type Members = { readonly [name: string]: Json }

const isObject = (value: Json): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value)
const isText = (value: Json): value is string => typeof value === 'string' && value !== ''
const isTruth = (value: Json): value is boolean => typeof value === 'boolean'

/** Reads members one by one and collects what is wrong with them. */
class Body {
  readonly #given: Members
  readonly faults: Fault[] = []

  constructor(given: Members, known: readonly string[]) {
    this.#given = given
    for (const name of Object.keys(given))
      if (!known.includes(name)) this.refuse(name, `left out: the members here are ${known.join(', ')}`)
  }

  refuse(member: string, expected: string): undefined {
    this.faults.push(controllerErrors.fault('controller.member', { member, expected }, pointer(member)))
    return undefined
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#given, name)
  }

  truth(name: string): boolean {
    const value = this.#given[name] ?? false
    return isTruth(value) ? value : (this.refuse(name, 'true or false') ?? false)
  }

  /** A text that has to be there. */
  text(name: string, expected: string): string {
    const value = this.#given[name] ?? null
    return isText(value) ? value : (this.refuse(name, expected) ?? '')
  }

  unless<T>(value: T): Result<T> {
    return this.faults.length > 0 ? { ok: false, faults: this.faults } : success(value)
  }
}

/** No body at all is an empty one. */
function bodyOf(json: Json | undefined, known: readonly string[]): Result<Body> {
  if (json !== undefined && !isObject(json)) return failure(serverErrors.fault('body.missing'))
  return success(new Body(json ?? {}, known))
}

const what = 'the kind of a thing, such as network, port or router'

type ScopeReader = (body: Body) => Scope

/** How each scope is read, and which members it has. */
const scopes: Readonly<Record<Scope['what'], { readonly members: readonly string[]; readonly read: ScopeReader }>> = {
  auto: { members: [], read: () => ({ what: 'auto' }) },
  object: {
    members: ['kind', 'id', 'parents'],
    read: body => ({
      what: 'object',
      key: { kind: body.text('kind', what), id: body.text('id', 'the id of the thing') },
      ...(body.has('parents') ? { parents: body.truth('parents') } : {}),
    }),
  },
  network: { members: ['id'], read: body => ({ what: 'network', id: body.text('id', 'the id of a network') }) },
  project: { members: ['id'], read: body => ({ what: 'project', id: body.text('id', 'the id of a project') }) },
  diff: { members: [], read: () => ({ what: 'diff' }) },
  bulk: { members: [], read: () => ({ what: 'bulk' }) },
}

const isScope = (value: Json): value is Scope['what'] => typeof value === 'string' && Object.hasOwn(scopes, value)

export interface ResyncRequest {
  readonly scope: Scope
  readonly force: boolean
  readonly dryRun: boolean
}

/** `{"scope": "network", "id": …, "force": true, "dry_run": true}`; without a scope it is `auto`. */
export function readResync(json: Json | undefined): Result<ResyncRequest> {
  const name = json !== undefined && isObject(json) ? (json['scope'] ?? 'auto') : 'auto'
  const scope = isScope(name) ? scopes[name] : undefined
  const read = bodyOf(json, ['scope', 'force', 'dry_run', ...(scope?.members ?? ['kind', 'id', 'parents'])])
  if (!read.ok) return read
  const body = read.value
  if (scope === undefined) body.refuse('scope', `one of ${Object.keys(scopes).join(', ')}`)
  const wanted = scope?.read(body) ?? { what: 'auto' }
  return body.unless({ scope: wanted, force: body.truth('force'), dryRun: body.truth('dry_run') })
}

/** Only whether it is tried: what else there is to say is in the URL. */
export function readMode(json: Json | undefined): Result<{ readonly dryRun: boolean }> {
  const read = bodyOf(json, ['dry_run'])
  return read.ok ? read.value.unless({ dryRun: read.value.truth('dry_run') }) : read
}

export interface RetryRequest {
  /** Undefined: everything that is refused. */
  readonly key: Key | undefined
  readonly dryRun: boolean
}

/** `{"kind": …, "id": …}`, or `{}` for everything that is refused. */
export function readRetry(json: Json | undefined): Result<RetryRequest> {
  const read = bodyOf(json, ['kind', 'id', 'dry_run'])
  if (!read.ok) return read
  const body = read.value
  const one = body.has('kind') || body.has('id')
  const key = one ? { kind: body.text('kind', what), id: body.text('id', 'the id of the thing') } : undefined
  return body.unless({ key, dryRun: body.truth('dry_run') })
}
