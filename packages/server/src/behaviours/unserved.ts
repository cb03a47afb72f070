/** Extensions of an API that a service has only as it is set. */
import type { ServiceBehaviour } from '@baryon/decide'
import type { Attribute, Kind, Service } from '@baryon/model'

type IsUnserved = (thing: { readonly extension?: string }) => boolean

/** What is stored stays stored, so that nothing is lost when the extension is served again. */
function attributesOf({ attributes }: Kind, isUnserved: IsUnserved): readonly Attribute[] {
  return attributes.flatMap(attribute => {
    if (!isUnserved(attribute)) return [attribute]
    return attribute.derived ? [] : [{ ...attribute, internal: true as const }]
  })
}

function kindWithout(kind: Kind, isUnserved: IsUnserved): Kind {
  const actions = kind.actions.filter(action => !isUnserved(action))
  if (isUnserved(kind)) return { ...kind, verbs: [], actions: [] }
  const isTouched = actions.length < kind.actions.length || kind.attributes.some(isUnserved)
  return isTouched ? { ...kind, actions, attributes: attributesOf(kind, isUnserved) } : kind
}

function serviceWithout(service: Service, aliases: ReadonlySet<string>): Service {
  const isUnserved: IsUnserved = ({ extension }) => extension !== undefined && aliases.has(extension)
  return {
    ...service,
    kinds: service.kinds.map(kind => kindWithout(kind, isUnserved)),
    extensions: (service.extensions ?? []).filter(({ alias }) => !aliases.has(alias)),
  }
}

/** The services without the extensions that their behaviours do not serve as they are set. */
export const withoutUnserved = (
  services: readonly Service[],
  behaviours: ReadonlyMap<string, ServiceBehaviour>,
): readonly Service[] =>
  services.map(service => {
    const unserved = behaviours.get(service.name)?.unserved ?? []
    return unserved.length === 0 ? service : serviceWithout(service, new Set(unserved))
  })
