/** A controller that knows networks, routers and all the rest, and refuses what does not fit together. */
import { type Answer, malformed, refusal } from '../answer.ts'
import type { Call, Route } from '../call.ts'
import type { Dialect } from '../dialects.ts'
import { networks } from './networks.ts'
import { common, tenants } from './others.ts'
import { paths } from './paths.ts'
import { ports } from './ports.ts'
import { policies, routers } from './routers.ts'
import { topology } from './topology.ts'

/** What a request without anything to say carries. */
const nothing = '""'

const routesOf = (dialect: Dialect): readonly Route[] => [
  ...topology(dialect),
  ...common,
  ...networks,
  ...ports,
  ...routers,
  ...(dialect.tenants ? [...tenants, ...policies, ...paths] : []),
]

const decoded = (groups: Readonly<Record<string, string>> = {}) =>
  Object.fromEntries(Object.entries(groups).map(([name, text]) => [name, decodeURIComponent(text)]))

type Asked = Omit<Call, 'params' | 'body'> & { readonly path: string; readonly text: string }

export function bsn(dialect: Dialect): (asked: Asked) => Answer {
  const routes = routesOf(dialect)
  return asked => {
    const { method, path, text, complain } = asked
    const route = routes.find(candidate => candidate.method === method && candidate.path.test(path))
    if (route === undefined)
      return routes.some(candidate => candidate.path.test(path))
        ? refusal(405, `${method} is not for ${path}`)
        : refusal(404, `there is no ${path}`)
    if ((method === 'GET' || method === 'DELETE') && text !== nothing)
      complain(`${method} carries ${nothing}, not ${text.slice(0, 40)}`)
    try {
      const body = text === '' ? null : JSON.parse(text)
      return route.handler({ ...asked, params: decoded(route.path.exec(path)?.groups), body })
    } catch (error) {
      if (error instanceof SyntaxError) return malformed(`the body is no JSON: ${error.message}`)
      throw error
    }
  }
}
