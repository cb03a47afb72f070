/** Which handler answers which method on which sort of URL. */
import type { Answer } from './answer.ts'
import { jsonType } from './answer.ts'
import type { Asking, Handler } from './asking.ts'
import { create } from './create.ts'
import { remove } from './delete.ts'
import { discover } from './discovery.ts'
import { list } from './list.ts'
import { show } from './show.ts'
import type { Discovery, Target } from './target.ts'
import { act, patch, put } from './update.ts'

export type Verb = 'discover' | 'list' | 'show' | 'create' | 'put' | 'patch' | 'delete' | 'action'

export interface Route<T> {
  readonly verb: Verb
  readonly handle: Handler<T>
}

type Routes = {
  readonly [At in Target['at']]: Readonly<Record<string, Route<Extract<Target, { at: At }>>>>
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
  action: { POST: { verb: 'action', handle: act } },
}

/** @returns undefined when the method means nothing there */
export function routeOf(target: Target, method: string): Route<Target> | undefined {
  const offered: Readonly<Record<string, Route<never>>> = routes[target.at]
  return Object.hasOwn(offered, method) ? (offered[method] as Route<Target>) : undefined
}

/** The methods that a URL takes, for `Allow`. */
export const methodsOf = (target: Target): readonly string[] => [...Object.keys(routes[target.at]), 'OPTIONS']
