/** The files that the services of OpenStack's computing read. */
import { join } from 'node:path'
import { password } from '../keystone/keystone.ts'

export interface Site {
  /** For logs, locks and images. */
  readonly folder: string
  /** Of Keystone, with `/v3`. */
  readonly keystone: string
  /** Of MariaDB. */
  readonly database: number
  /** Of RabbitMQ. */
  readonly transport: string
  readonly ports: { readonly compute: number; readonly placement: number; readonly image: number }
}

const connection = ({ database }: Site, name: string) =>
  `mysql+pymysql://peer:peer@127.0.0.1:${database}/${name}?charset=utf8`

/** Of the cells that Nova keeps its servers in: those without a host, and all others. */
export const cells = (site: Site) => ({ lost: connection(site, 'nova_cell0'), first: connection(site, 'nova') })

const account = ({ keystone }: Site, user: string) => `auth_type = password
auth_url = ${keystone}
username = ${user}
password = ${password}
project_name = service
user_domain_name = Default
project_domain_name = Default
region_name = RegionOne
`

const accepted = (site: Site, user: string) => `[keystone_authtoken]
www_authenticate_uri = ${site.keystone}
${account(site, user)}`

const oslo = ({ folder }: Site) => `[oslo_concurrency]
lock_path = ${join(folder, 'locks')}
[oslo_messaging_notifications]
driver = noop
`

const pool = 'max_pool_size = 5\nmax_overflow = 5\n'

/**
 * @param host of a nova-compute, by which its ports are bound
 * @param isRoomy whether it has more memory to give than others
 */
export const novaConfiguration = (site: Site, host: string, isRoomy = false): string => `[DEFAULT]
host = ${host}
reserved_host_memory_mb = ${isRoomy ? 0 : 400_000}
my_ip = 127.0.0.1
state_path = ${join(site.folder, host)}
log_dir = ${site.folder}
transport_url = ${site.transport}
enabled_apis = osapi_compute
osapi_compute_listen = 127.0.0.1
osapi_compute_listen_port = ${site.ports.compute}
osapi_compute_workers = 1
compute_driver = waiting.WaitingDriver
vif_plugging_is_fatal = true
vif_plugging_timeout = 20
allow_resize_to_same_host = false
shelved_offload_time = 0
instance_usage_audit = false
rpc_response_timeout = 30
service_down_time = 120
running_deleted_instance_action = noop
[api]
auth_strategy = keystone
[api_database]
connection = ${connection(site, 'nova_api')}
${pool}[database]
connection = ${connection(site, 'nova')}
${pool}[scheduler]
workers = 1
discover_hosts_in_cells_interval = 2
[conductor]
workers = 1
[vnc]
enabled = false
[glance]
${account(site, 'nova')}api_servers = http://127.0.0.1:${site.ports.image}
[placement]
${account(site, 'nova')}[neutron]
${account(site, 'nova')}[service_user]
send_service_user_token = true
${account(site, 'nova')}${accepted(site, 'nova')}${oslo(site)}`

export const placementConfiguration = (site: Site): string => `[DEFAULT]
log_dir = ${site.folder}
log_file = placement.log
[api]
auth_strategy = keystone
[placement_database]
connection = ${connection(site, 'placement')}
${pool}${accepted(site, 'nova')}`

export const glanceConfiguration = (site: Site): string => `[DEFAULT]
log_dir = ${site.folder}
log_file = glance.log
bind_host = 127.0.0.1
bind_port = ${site.ports.image}
workers = 1
enabled_backends = disk:file
node_staging_uri = file://${join(site.folder, 'staging')}
[os_glance_tasks_store]
filesystem_store_datadir = ${join(site.folder, 'tasks')}
[os_glance_staging_store]
filesystem_store_datadir = ${join(site.folder, 'staging')}
[glance_store]
default_backend = disk
[disk]
filesystem_store_datadir = ${join(site.folder, 'images')}
[database]
connection = ${connection(site, 'glance')}
${pool}[paste_deploy]
flavor = keystone
config_file = /usr/share/glance-common/glance-api-paste.ini
${accepted(site, 'nova')}${oslo(site)}`
