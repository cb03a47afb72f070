/** Which controllers an ini file was written for, by the keys that are in it: each generation of the original added some. */

interface Trace {
  readonly dialect: string
  readonly generation: string
  readonly keys: readonly string[]
}

/** The newest first. */
const traces: readonly Trace[] = [
  {
    dialect: 'bsn-v2.0',
    generation: 'G2',
    keys: [
      'auth_url',
      'auth_user',
      'auth_password',
      'auth_tenant',
      'keystone_sync_interval',
      'sync_security_groups',
      'naming_scheme_unicode',
    ],
  },
  {
    dialect: 'bsn-v1.1',
    generation: 'F',
    keys: [
      'auto_sync_on_failure',
      'consistency_interval',
      'thread_pool_size',
      'cache_connections',
      'ssl_cert_directory',
      'ssl_sticky',
      'no_ssl_validation',
    ],
  },
  {
    dialect: 'bsn-v1.1',
    generation: 'D',
    keys: [
      'server_auth',
      'server_ssl',
      'server_timeout',
      'sync_data',
      'neutron_id',
      'add_meta_server_route',
      'tenant_default_router_rule',
      'max_router_rules',
    ],
  },
  { dialect: 'bsn-v1.1', generation: 'C', keys: ['syncdata', 'servertimeout', 'quantum_id'] },
]

export interface Guess {
  readonly dialect: string
  readonly generation: string | undefined
  /** What tells it. */
  readonly because: string
}

/** @param later whether there is a section `[RESTPROXY]`: the seed wrote it in small letters */
export function guessGeneration(keys: ReadonlySet<string>, later: boolean): Guess {
  for (const { dialect, generation, keys: telling } of traces) {
    const because = telling.find(key => keys.has(key))
    if (because !== undefined) return { dialect, generation, because: `the key ${because}` }
  }
  if (later) return { dialect: 'bsn-v1.1', generation: 'C', because: 'the section [RESTPROXY]' }
  return { dialect: 'floodlight-v1.0', generation: undefined, because: 'the keys of the seed' }
}

/** Whether TLS was on unless it was switched off. */
export const tlsByDefault = (generation: string | undefined): boolean => /^[EFG]/.test(generation ?? '')
