/** The answers of the stand-in, as Identity API v3 has them. */
import type { Json } from '@baryon/kit'
import { domain, idOf, type Named } from './names.ts'
import type { Token } from './token.ts'

export const root = '/identity'
const region = 'RegionOne'

const time = (milliseconds: number): string => new Date(milliseconds).toISOString().replace('Z', '000Z')

const version = (origin: string): Json => ({
  id: 'v3.14',
  status: 'stable',
  updated: '2020-04-07T00:00:00Z',
  links: [{ rel: 'self', href: `${origin}${root}/v3/` }],
  'media-types': [{ base: 'application/json', type: 'application/vnd.openstack.identity-v3+json' }],
})

export const versionsDocument = (origin: string): Json => ({ versions: { values: [version(origin)] } })
export const versionDocument = (origin: string): Json => ({ version: version(origin) })

const service = (type: string, name: string, url: string): Json => ({
  type,
  name,
  id: idOf('role', `${type} service`),
  endpoints: ['public', 'internal', 'admin'].map(kind => ({
    id: idOf('role', `${type} ${kind}`),
    interface: kind,
    region,
    region_id: region,
    url,
  })),
})

/** Where the services are: this server. */
export const catalog = (origin: string): readonly Json[] => [
  service('network', 'neutron', origin),
  service('identity', 'keystone', `${origin}${root}`),
]

export const tokenDocument = (token: Token, origin: string): Json => ({
  token: {
    methods: ['password'],
    user: { ...token.user, domain, password_expires_at: null },
    audit_ids: [idOf('role', `audit ${token.issued} ${token.user.id}`).slice(0, 22)],
    issued_at: time(token.issued),
    expires_at: time(token.expires),
    project: { ...token.project, domain },
    is_domain: false,
    roles: token.roles.map(name => ({ id: idOf('role', name), name })),
    catalog: catalog(origin),
  },
})

const self = (origin: string, plural: string, id: string): Json => ({
  self: `${origin}${root}/v3/${plural}/${encodeURIComponent(id)}`,
})

export const projectDocument = (origin: string, { id, name }: Named): Json => ({
  id,
  name,
  description: '',
  domain_id: domain.id,
  parent_id: domain.id,
  enabled: true,
  is_domain: false,
  tags: [],
  options: {},
  links: self(origin, 'projects', id),
})

export const userDocument = (origin: string, { id, name }: Named): Json => ({
  id,
  name,
  domain_id: domain.id,
  enabled: true,
  password_expires_at: null,
  options: {},
  links: self(origin, 'users', id),
})

export const domainDocument = (origin: string, { id, name }: Named): Json => ({
  id,
  name,
  description: 'Everything is in this domain',
  enabled: true,
  options: {},
  tags: [],
  links: self(origin, 'domains', id),
})

export const roleDocument = (origin: string, { id, name }: Named): Json => ({
  id,
  name,
  domain_id: null,
  description: null,
  options: {},
  links: self(origin, 'roles', id),
})

export const listDocument = (origin: string, plural: string, items: readonly Json[]): Json => ({
  [plural]: items,
  links: { self: `${origin}${root}/v3/${plural}`, previous: null, next: null },
})

export const errorDocument = (code: number, title: string, message: string): Json => ({
  error: { code, title, message },
})
