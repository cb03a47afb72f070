/** Which handler answers which method on which sort of URL of the dialect. */
import type { Answer, StreamedAnswer } from '../resources/answer.ts'
import { jsonAnswer } from '../resources/answer.ts'
import type { Asking } from '../resources/asking.ts'
import { extensionDocument, extensionsDocument, projectDocument, rootDocument } from './discovery.ts'
import type { Occasion } from './faults/neutron.ts'
import { act } from './resources/act.ts'
import { create } from './resources/create.ts'
import { list } from './resources/list.ts'
import { show } from './resources/show.ts'
import { addTag, addTags, clearTags, listTags, removeTag, replaceTags, showTag } from './resources/tags.ts'
import { remove, update } from './resources/update.ts'
import type { Surface } from './surface.ts'
import type { Target } from './target.ts'

export interface Route<T> {
  readonly verb: Occasion['verb']
  handle(asking: Asking, target: T, surface: Surface): Promise<Answer | StreamedAnswer>
}

type Routes = {
  readonly [At in Exclude<Target['at'], 'action'>]: Readonly<Record<string, Route<Extract<Target, { at: At }>>>>
}

const routes: Routes = {
  root: {
    GET: {
      verb: 'show',
      handle: async (asking, _, surface) => jsonAnswer(200, rootDocument(surface, asking.origin())),
    },
  },
  extensions: { GET: { verb: 'list', handle: async (_, __, surface) => jsonAnswer(200, extensionsDocument(surface)) } },
  extension: {
    GET: { verb: 'show', handle: async (_, { alias }, surface) => jsonAnswer(200, extensionDocument(surface, alias)) },
  },
  project: {
    GET: {
      verb: 'show',
      handle: async ({ caller }, { word }) => jsonAnswer(200, projectDocument(word, caller.project)),
    },
  },
  collection: { GET: { verb: 'list', handle: list }, POST: { verb: 'create', handle: create } },
  member: {
    GET: { verb: 'show', handle: show },
    PUT: { verb: 'update', handle: update },
    DELETE: { verb: 'delete', handle: remove },
  },
  tags: {
    GET: { verb: 'show', handle: listTags },
    PUT: { verb: 'update', handle: replaceTags },
    POST: { verb: 'update', handle: addTags },
    DELETE: { verb: 'update', handle: clearTags },
  },
  tag: {
    GET: { verb: 'show', handle: showTag },
    PUT: { verb: 'update', handle: addTag },
    DELETE: { verb: 'update', handle: removeTag },
  },
}

const acting: Route<Extract<Target, { at: 'action' }>> = { verb: 'action', handle: act }

function offered(target: Target): Readonly<Record<string, Route<never>>> {
  if (target.at === 'action') return { [target.action.method ?? 'POST']: acting }
  return routes[target.at]
}

/** @returns undefined when the method means nothing there */
export function routeOf(target: Target, method: string): Route<Target> | undefined {
  const methods = offered(target)
  return Object.hasOwn(methods, method) ? (methods[method] as Route<Target>) : undefined
}

/** The methods that a URL takes. */
export const methodsOf = (target: Target): readonly string[] => Object.keys(offered(target))
