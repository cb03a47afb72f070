/** What there is, as Gluon tells it: services, their versions, their resources. */
import type { Json } from '@baryon/kit'
import type { Registry, Service } from '@baryon/model'
import { versions } from '../openstack/discovery.ts'
import { versionSegment } from './path.ts'
import type { Discovery } from './target.ts'

/** What discovery says beside the models. */
export interface Self {
  /** Of the server as the client called it, without a slash at the end: `http://127.0.0.1:9696`. */
  readonly origin: string
  readonly version: string
}

const link = (href: string, rel = 'self'): Json => ({ href, rel })

const serviceUrl = (self: Self, service: Service) => `${self.origin}/proton/${service.name}`
const versionUrl = (self: Self, service: Service) => `${serviceUrl(self, service)}/${versionSegment(service.version)}`

const proton = (self: Self): Json => ({ id: 'proton', status: 'CURRENT', links: [link(`${self.origin}/proton`)] })

/** What `/` links to, by relation. */
const pages: Readonly<Record<string, string>> = {
  proton: '/proton',
  changes: '/v1/changes',
  watch: '/v1/watch',
  journal: '/v1/journal',
  revisions: '/v1/revisions/head',
  controllers: '/v1/controllers',
  models: '/v1/models',
  'service-desc': '/openapi.json',
  'service-doc': '/docs',
  health: '/healthz',
  ready: '/readyz',
  metrics: '/metrics',
}

const root = (registry: Registry, self: Self): Json => ({
  name: 'Baryon',
  description: 'A model-driven network control plane',
  version: self.version,
  versions: [proton(self), ...versions(registry, self.origin)],
  default_version: proton(self),
  links: Object.entries(pages).map(([rel, href]) => link(self.origin + href, rel)),
})

const serviceEntry = (self: Self, service: Service): Json => ({
  proton_service: service.name,
  title: service.title,
  description: service.description,
  status: service.status,
  links: [link(serviceUrl(self, service))],
})

const versionEntry = (self: Self, service: Service): Json => ({
  proton_service: service.name,
  version_id: versionSegment(service.version),
  status: service.status,
  links: [link(versionUrl(self, service))],
})

const resources = (self: Self, service: Service): Json =>
  service.kinds.map(kind => ({
    resource_name: kind.plural,
    proton_service: service.name,
    version_id: versionSegment(service.version),
    status: kind.deprecated === undefined ? service.status : 'DEPRECATED',
    kind: kind.name,
    links: [link(`${versionUrl(self, service)}/${kind.plural}`)],
  }))

/** The answer to a `GET` of a discovery URL. */
export function discover(target: Discovery, registry: Registry, self: Self): Json {
  switch (target.at) {
    case 'root':
      return root(registry, self)
    case 'services':
      return { protons: registry.services.map(service => serviceEntry(self, service)) }
    case 'service':
      return {
        default_version: versionEntry(self, target.service),
        versions: [versionEntry(self, target.service)],
      }
    case 'version':
      return { resources: resources(self, target.service) }
  }
}
