/** What the legacy plug-in keeps, and how it reads all of it for a dump: object by object. */
import { randomUUID } from 'node:crypto'
import { DatabaseSync, type StatementSync } from 'node:sqlite'

type Row = Readonly<Record<string, string | number | null>>

const schema = `
  pragma journal_mode = wal;
  pragma synchronous = normal;
  create table network (id text primary key, tenant_id text, name text) strict, without rowid;
  create table subnet (id text primary key, network_id text, cidr text, gateway_ip text) strict, without rowid;
  create index subnet_network on subnet (network_id);
  create table port (id text primary key, network_id text, tenant_id text, name text, mac_address text, device_id text,
    device_owner text) strict, without rowid;
  create index port_network on port (network_id);
  create table allocation (port_id text, subnet_id text, ip_address text, primary key (port_id, ip_address)) strict, without rowid;
  create table binding (port_id text primary key, host text) strict, without rowid;
  create table port_group (port_id text, group_id text, primary key (port_id, group_id)) strict, without rowid;
  create table pair (port_id text, ip_address text, primary key (port_id, ip_address)) strict, without rowid;
  create table dhcp_option (port_id text, name text, value text, primary key (port_id, name)) strict, without rowid;
  create table floatingip (id text primary key, floating_network_id text, port_id text) strict, without rowid;
  create index floatingip_network on floatingip (floating_network_id);
  create table router (id text primary key, tenant_id text, name text) strict, without rowid;
`

const mac = (number: number) =>
  `fa:16:3e:${number
    .toString(16)
    .padStart(6, '0')
    .replace(/(..)(..)(..)/, '$1:$2:$3')}`
const address = (number: number) => `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`

export class Database {
  readonly #database: DatabaseSync
  readonly #statements = new Map<string, StatementSync>()

  constructor(file: string) {
    this.#database = new DatabaseSync(file)
    this.#database.exec(schema)
  }

  /** Statements are kept, which is more than the plug-in did. */
  #statement(sql: string): StatementSync {
    const statement = this.#statements.get(sql) ?? this.#database.prepare(sql)
    this.#statements.set(sql, statement)
    return statement
  }

  #one(sql: string, ...values: string[]): Row | undefined {
    return this.#statement(sql).get(...values) as Row | undefined
  }

  #all(sql: string, ...values: string[]): readonly Row[] {
    return this.#statement(sql).all(...values) as Row[]
  }

  insert(table: string, row: Row): void {
    const names = Object.keys(row)
    const marks = names.map(() => '?').join(', ')
    this.#statement(`insert into ${table} (${names.join(', ')}) values (${marks})`).run(...Object.values(row))
  }

  rename(port: string, name: string): void {
    this.#statement('update port set name = ? where id = ?').run(name, port)
  }

  /** A network with a subnet and so many ports of machines. */
  fill(count: number): readonly string[] {
    const [network, subnet, group] = [randomUUID(), randomUUID(), randomUUID()]
    const ports: string[] = []
    this.#database.exec('begin')
    this.insert('network', { id: network, tenant_id: 'demo', name: 'bench' })
    this.insert('subnet', { id: subnet, network_id: network, cidr: '10.0.0.0/8', gateway_ip: '10.0.0.1' })
    for (let at = 0; at < count; at++) {
      const port_id = randomUUID()
      const device = { mac_address: mac(at + 2), device_id: randomUUID(), device_owner: 'compute:nova' }
      this.insert('port', { id: port_id, network_id: network, tenant_id: 'demo', name: '', ...device })
      this.insert('allocation', { port_id, subnet_id: subnet, ip_address: address(at + 2) })
      this.insert('binding', { port_id, host: 'host-1' })
      this.insert('port_group', { port_id, group_id: group })
      ports.push(port_id)
    }
    this.#database.exec('commit')
    return ports
  }

  /** As it is told: its parts come from tables of their own. */
  port(id: string): { readonly port: object; readonly attachment: object } {
    const row = this.#one('select * from port where id = ?', id)
    if (row === undefined) throw new Error(`there is no port ${id}`)
    const groups = this.#all('select group_id from port_group where port_id = ?', id)
    const port = {
      ...row,
      fixed_ips: this.#all('select subnet_id, ip_address from allocation where port_id = ?', id),
      'binding:host_id': this.#one('select host from binding where port_id = ?', id)?.['host'] ?? '',
      'binding:vif_type': 'ovs',
      security_groups: groups.map(group => group['group_id']),
      allowed_address_pairs: this.#all('select ip_address from pair where port_id = ?', id),
      extra_dhcp_opts: this.#all('select name, value from dhcp_option where port_id = ?', id),
      state: 'UP',
    }
    return { port, attachment: { id: row['device_id'], mac: row['mac_address'] } }
  }

  network(id: string): object {
    const row = this.#one('select * from network where id = ?', id)
    const subnets = this.#all('select * from subnet where network_id = ?', id)
    return { ...row, state: 'UP', shared: false, subnets, gateway: subnets[0]?.['gateway_ip'] ?? '' }
  }

  /** The whole database as a topology, in one string. */
  dump(): string {
    const networks = this.#all('select id from network').map(network => {
      const id = String(network['id'])
      const ports = this.#all('select id from port where network_id = ?', id).map(each => {
        const { port, attachment } = this.port(String(each['id']))
        return { ...port, attachment }
      })
      const floatingips = this.#all('select * from floatingip where floating_network_id = ?', id)
      return { ...this.network(id), floatingips, ports }
    })
    const routers = this.#all('select * from router').map(router => ({
      ...router,
      interfaces: this.#all('select * from port where device_id = ?', String(router['id'])),
    }))
    return JSON.stringify({ networks, routers })
  }
}
