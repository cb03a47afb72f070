import type { Behaviour, ServiceBehaviour } from '@baryon/decide'
import type { Fault } from '@baryon/kit'
import type { Kind, Service } from '@baryon/model'
import { serverErrors } from '../errors.ts'

/** What the model of the kind leaves to a behaviour, and the behaviour does not have. */
function missingOf(kind: Kind, behaviour: Behaviour | undefined): readonly string[] {
  const isRead = kind.attributes.some(({ derived, writeOnly }) => derived && !writeOnly)
  const actions = kind.actions.filter(action => action.behaviour && behaviour?.actions?.[action.name] === undefined)
  return [
    ...(kind.virtual && behaviour?.virtual === undefined ? ['"virtual", since it is not stored'] : []),
    ...(isRead && !kind.virtual && behaviour?.derived === undefined ? ['"derived", for its derived attributes'] : []),
    ...actions.map(({ name }) => `the action "${name}"`),
  ]
}

/** One fault for each hook that a model needs and that is not there, and for each behaviour of a kind that is not there. */
export function missingHooks(service: Service, behaviour: ServiceBehaviour | undefined): readonly Fault[] {
  const kinds = new Set(service.kinds.map(({ name }) => name))
  const strangers = Object.keys(behaviour?.kinds ?? {}).filter(name => !kinds.has(name))
  return [
    ...service.kinds.flatMap(kind =>
      missingOf(kind, behaviour?.kinds[kind.name]).map(hook =>
        serverErrors.fault('behaviour.missing', { service: service.name, kind: kind.name, hook }),
      ),
    ),
    ...strangers.map(kind => serverErrors.fault('behaviour.stranger', { service: service.name, kind })),
  ]
}
