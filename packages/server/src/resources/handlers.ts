/** Which handler answers which method on which sort of URL. */
import { type BehaviourSet, verbsOf } from '@baryon/decide'
import type { StandardVerb } from '@baryon/model'
import type { Answer } from './answer.ts'
import { jsonType } from './answer.ts'
import type { Asking, Handler } from './asking.ts'
import { create } from './create.ts'
import { remove } from './delete.ts'
import { discover } from './discovery.ts'
import { list } from './list.ts'
import { show } from './show.ts'
import type { ActionTarget, Discovery, Target } from './target.ts'
import { act, patch, put } from './update.ts'

export type Verb = 'discover' | 'list' | 'show' | 'create' | 'put' | 'patch' | 'delete' | 'action'

export interface Route<T> {
  readonly verb: Verb
  readonly handle: Handler<T>
}

type Routes = {
  readonly [At in Exclude<Target['at'], 'action'>]: Readonly<Record<string, Route<Extract<Target, { at: At }>>>>
}

async function answerDiscovery(asking: Asking, target: Discovery): Promise<Answer> {
  const { context, registry } = asking
  const body = JSON.stringify(discover(target, registry, { origin: asking.origin(), version: context.version }))
  return { status: 200, headers: { 'content-type': jsonType }, body }
}

const discovery: Route<Discovery> = { verb: 'discover', handle: answerDiscovery }
const listing = { verb: 'list', handle: list } as const
const showing = { verb: 'show', handle: show } as const

const routes: Routes = {
  root: { GET: discovery, HEAD: discovery },
  services: { GET: discovery, HEAD: discovery },
  service: { GET: discovery, HEAD: discovery },
  version: { GET: discovery, HEAD: discovery },
  collection: { GET: listing, HEAD: listing, POST: { verb: 'create', handle: create } },
  object: {
    GET: showing,
    HEAD: showing,
    PUT: { verb: 'put', handle: put },
    PATCH: { verb: 'patch', handle: patch },
    DELETE: { verb: 'delete', handle: remove },
  },
}

const standardVerbs: Readonly<Partial<Record<Verb, StandardVerb>>> = {
  list: 'list',
  show: 'get',
  create: 'create',
  put: 'update',
  patch: 'update',
  delete: 'delete',
}

const acting: Route<ActionTarget> = { verb: 'action', handle: act }

/** The routes of a URL by method: of an object's and a collection's only those whose verb is served. */
function routesAt(target: Target, behaviours: BehaviourSet | undefined): Readonly<Record<string, Route<never>>> {
  if (target.at === 'action') return { [target.action.method ?? 'POST']: acting }
  const offered: Readonly<Record<string, Route<never>>> = routes[target.at]
  if (!('kind' in target) || (target.kind.verbs === undefined && !target.kind.virtual)) return offered
  const served = verbsOf(target.kind, behaviours?.of(target.kind))
  const isServed = ({ verb }: Route<never>) => {
    const standard = standardVerbs[verb]
    return standard === undefined || served.includes(standard)
  }
  return Object.fromEntries(Object.entries(offered).filter(([, route]) => isServed(route)))
}

/** @returns undefined when the method means nothing there */
export function routeOf(target: Target, method: string, behaviours?: BehaviourSet): Route<Target> | undefined {
  const offered = routesAt(target, behaviours)
  return Object.hasOwn(offered, method) ? (offered[method] as Route<Target>) : undefined
}

/** The methods that a URL takes, for `Allow`. */
export const methodsOf = (target: Target, behaviours?: BehaviourSet): readonly string[] => [
  ...Object.keys(routesAt(target, behaviours)),
  'OPTIONS',
]
