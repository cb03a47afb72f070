/** What there is: the version of the API, its collections, its extensions. */
import { type Json, Refusal } from '@baryon/kit'
import type { Extension, Registry, Service } from '@baryon/model'
import { openstackErrors } from './errors.ts'
import { type Surface, surfacesOf } from './surface.ts'

const self = (href: string): Json => [{ rel: 'self', href }]

const idOf = (root: string): string => root.replace(/^.*\//, '')

const statusOf = ({ status }: Service): string => (status === 'STABLE' ? 'SUPPORTED' : status)

/** The versions that are served in the dialect, as clients that only know the address of the server look for them. */
export const versions = (registry: Registry, origin: string): readonly Json[] =>
  surfacesOf(registry).map(({ root, service }) => ({
    id: idOf(root),
    status: statusOf(service),
    links: self(`${origin}${root}/`),
  }))

/** `GET <root>`: the collections that are no extension's. */
export function rootDocument({ root, service }: Surface, origin: string): Json {
  const kinds = service.kinds.filter(
    kind => kind.parent === undefined && kind.extension === undefined && kind.verbs?.length !== 0,
  )
  return {
    resources: kinds.map(({ noun, plural, path = plural }) => ({
      name: noun,
      collection: plural,
      links: self(`${origin}${root}/${path}`),
    })),
  }
}

/**
 * `GET <root>/quotas/<word>`: the project of the token, which clients ask for before its quota.
 * @throws Refusal `openstack.project_unknown`
 */
export function projectDocument(word: string, project: string | undefined): Json {
  if (project === undefined) throw new Refusal(openstackErrors.fault('openstack.project_unknown'))
  return { [word]: { [`${word}_id`]: project } }
}

const extensionEntry = ({ alias, title, description, updated }: Extension): Json => ({
  name: title,
  alias,
  description,
  updated,
  links: [],
})

/** `GET <root>/extensions` */
export const extensionsDocument = ({ service }: Surface): Json => ({
  extensions: (service.extensions ?? []).map(extensionEntry),
})

/** `GET <root>/extensions/<alias>` @throws Refusal `openstack.extension` */
export function extensionDocument({ service }: Surface, alias: string): Json {
  const extension = service.extensions?.find(each => each.alias === alias)
  if (extension === undefined) throw new Refusal(openstackErrors.fault('openstack.extension', { alias }))
  return { extension: extensionEntry(extension) }
}
