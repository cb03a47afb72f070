/** Every key that a restproxy.ini of any generation may have, and what it is here. */
import { Secret } from './secret.ts'

/** What a key becomes: a setting, or a note that it does nothing. `undefined`: not a value that the original took. */
type Becomes = { readonly field: string; readonly value: unknown; readonly note?: string } | { readonly note: string }

export interface IniKey {
  /** Lower case. */
  readonly section: 'restproxy' | 'router' | 'nova' | 'restproxyagent' | 'securitygroup'
  /** Lower case; a name that ends with `*` is the beginning of many. */
  readonly key: string
  /** Names it had before. */
  readonly old?: readonly string[]
  /** It may come again, each time with another value. */
  readonly many?: true
  readonly read: (value: string, key: string) => Becomes
}

const to =
  (field: string): IniKey['read'] =>
  value => ({ field, value })

const seconds =
  (...[field, word]: readonly [string, string?]): IniKey['read'] =>
  value => ({
    field,
    value: word !== undefined && /^0+$/.test(value) ? word : /^\d+$/.test(value) ? `${value}s` : value,
  })

const words = (value: string) =>
  value
    .split(',')
    .map(word => word.trim())
    .filter(word => word !== '')

const idle =
  (why: string): IniKey['read'] =>
  () => ({ note: `has no effect: ${why}` })

const inlineNote = 'is a secret in a configuration file; write file:PATH or env:NAME instead'

const reference = (value: string) => /^(file:\/|env:[A-Za-z_]\w*$)/.test(value)

const credentials = (value: string): Becomes => {
  const field = value.includes(':') ? 'auth.basic' : 'auth.token'
  if (value === '') return { note: 'is empty: no credentials are sent' }
  if (reference(value)) return { field: 'auth.basic', value }
  return { field, value: Secret.inline(value), note: inlineNote }
}

const database =
  (field: string): IniKey['read'] =>
  value =>
    reference(value) ? { field, value } : { field, value: Secret.inline(value), note: inlineNote }

const log = idle('Baryon logs as its own settings say')
const keystone = idle("names of projects are asked with the server's own credentials, BARYON_KEYSTONE_CREDENTIALS")
const own = 'restproxy'

export const iniKeys: readonly IniKey[] = [
  { section: own, key: 'server_auth', old: ['serverauth'], read: credentials },
  {
    section: own,
    key: 'server_timeout',
    old: ['servertimeout'],
    read: seconds('deadlines.answer'),
  },
  { section: own, key: 'sync_data', old: ['syncdata'], read: to('syncOnStart') },
  { section: own, key: 'neutron_id', old: ['quantum_id'], read: to('instance') },
  { section: own, key: 'add_meta_server_route', read: to('networks.metadataRoute') },
  { section: own, key: 'consistency_interval', read: seconds('health.intact', 'never') },
  { section: own, key: 'thread_pool_size', read: to('limits.concurrency') },
  { section: own, key: 'sync_security_groups', read: to('securityGroups.tell') },
  { section: own, key: 'naming_scheme_unicode', read: to('names.unicode') },
  { section: own, key: 'proxydb', read: database('import.proxydb') },
  { section: own, key: 'novadb', read: database('import.novadb') },
  { section: own, key: 'dialect', read: to('dialect') },
  { section: own, key: 'generation', read: to('generation') },
  { section: own, key: 'mode', read: to('mode') },
  {
    section: own,
    key: 'auto_sync_on_failure',
    read: idle('what a controller misses is always told, and no more than that'),
  },
  { section: own, key: 'cache_connections', read: idle('connections are kept where the dialect allows it') },
  { section: own, key: 'auth_url', read: keystone },
  { section: own, key: 'auth_user', read: keystone },
  { section: own, key: 'auth_password', read: keystone },
  { section: own, key: 'auth_tenant', read: keystone },
  { section: own, key: 'keystone_sync_interval', read: keystone },
  { section: own, key: 'debug', read: log },
  { section: own, key: 'verbose', read: log },
  { section: own, key: 'use_syslog', read: log },
  { section: own, key: 'log_file', read: log },
  { section: own, key: 'log_dir', read: log },
  { section: own, key: 'log_format', read: log },
  { section: own, key: 'log_date_format', read: log },
  { section: 'router', key: 'tenant_default_router_rule', many: true, read: to('router.rules') },
  { section: 'router', key: 'max_router_rules', read: to('router.maxRules') },
  { section: 'nova', key: 'vif_type', read: to('vif.type') },
  {
    section: 'nova',
    key: 'node_override_vif_*',
    read: (value, key) => ({ field: `vif.overrides.${key.slice('node_override_vif_'.length)}`, value: words(value) }),
  },
  { section: 'nova', key: 'vif_types', read: idle('types are those of vif_type and node_override_vif_*') },
  { section: 'restproxyagent', key: 'integration_bridge', read: to('node.bridge') },
  { section: 'restproxyagent', key: 'polling_interval', read: idle('there is no such agent') },
  { section: 'restproxyagent', key: 'virtual_switch_type', read: idle('there is no such agent') },
  { section: 'securitygroup', key: 'enable_security_group', read: idle('security groups are always there') },
  { section: 'securitygroup', key: 'firewall_driver', read: idle('there is no such agent') },
]

/** Read together, because one says what the others mean: see `ini-servers.ts`. */
export const serverKeys: Readonly<Record<string, readonly string[]>> = {
  servers: [],
  server_ssl: ['serverssl'],
  ssl_cert_directory: [],
  ssl_sticky: [],
  no_ssl_validation: [],
}
