/** What the original left in its database and in that of Nova. */
import { failure, type Result, success } from '@baryon/kit'
import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise'
import { commandErrors } from '../errors.ts'
import type { DatabaseAddress } from './url.ts'

export interface LegacyNetwork {
  readonly id: string
  readonly project: string
  readonly name: string
}

export interface LegacyPort {
  readonly id: string
  readonly network: string
  /** Of the interface that is plugged into it. */
  readonly interface: string | undefined
  readonly up: boolean
}

/** A network as Nova knows it. */
export interface NovaNetwork {
  readonly id: string
  readonly project: string | undefined
  readonly gateway: string | undefined
  readonly cidr: string | undefined
}

export interface Legacy {
  readonly networks: readonly LegacyNetwork[]
  readonly ports: readonly LegacyPort[]
  /** By uuid; empty without novadb. */
  readonly nova: ReadonlyMap<string, NovaNetwork>
  /** MAC addresses by the uuid of their interface. */
  readonly macs: ReadonlyMap<string, string>
  /** Fixed addresses by the uuid of their interface, where Nova gave them. */
  readonly addresses: ReadonlyMap<string, readonly string[]>
}

type Columns = ReadonlyMap<string, ReadonlySet<string>>

const text = (value: unknown): string | undefined =>
  value === null || value === undefined || value === '' ? undefined : String(value)

class Database {
  readonly #connection: Connection
  readonly columns: Columns

  constructor(connection: Connection, columns: Columns) {
    this.#connection = connection
    this.columns = columns
  }

  has(table: string, column?: string): boolean {
    const found = this.columns.get(table)
    return found !== undefined && (column === undefined || found.has(column))
  }

  /** Rows of a table; what Nova deleted stays in it, marked. Columns that this release of it lacks are left out. */
  async rows(table: string, columns: readonly string[]): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const there = columns.filter(column => this.has(table, column)).map(column => `\`${column}\``)
    const where = this.has(table, 'deleted') ? ' where not `deleted`' : ''
    const [rows] = await this.#connection.query<RowDataPacket[]>(`select ${there.join(', ')} from \`${table}\`${where}`)
    return rows
  }
}

async function columnsOf(connection: Connection, database: string): Promise<Columns> {
  const [rows] = await connection.query<RowDataPacket[]>(
    'select table_name as t, column_name as c from information_schema.columns where table_schema = ?',
    [database],
  )
  const columns = new Map<string, Set<string>>()
  for (const row of rows) {
    const table = String(row['t'])
    columns.set(table, (columns.get(table) ?? new Set()).add(String(row['c'])))
  }
  return columns
}

/** Reads a database in one consistent state, and closes it. */
async function reading<T>(
  address: DatabaseAddress,
  tables: readonly string[],
  read: (database: Database) => Promise<T>,
): Promise<Result<T>> {
  let connection: Connection | undefined
  try {
    connection = await createConnection({ ...address, connectTimeout: 10_000, dateStrings: true })
    await connection.query('start transaction with consistent snapshot, read only')
    const columns = await columnsOf(connection, address.database)
    const missing = tables.filter(table => !columns.has(table)).join(' and ')
    if (missing !== '') return failure(commandErrors.fault('import.tables', { database: address.database, missing }))
    return success(await read(new Database(connection, columns)))
  } catch (error) {
    const reason =
      error instanceof Error ? error.message || String((error as NodeJS.ErrnoException).code) : String(error)
    return failure(commandErrors.fault('import.away', { database: address.database, reason }))
  } finally {
    connection?.destroy()
  }
}

type Own = Pick<Legacy, 'networks' | 'ports'>

const readOwn = (address: DatabaseAddress): Promise<Result<Own>> =>
  reading(address, ['networks', 'ports'], async database => ({
    networks: (await database.rows('networks', ['uuid', 'tenant_id', 'name'])).map(row => ({
      id: String(row['uuid']),
      project: text(row['tenant_id']) ?? '',
      name: text(row['name']) ?? '',
    })),
    ports: (await database.rows('ports', ['uuid', 'network_id', 'interface_id', 'state'])).map(row => ({
      id: String(row['uuid']),
      network: String(row['network_id']),
      interface: text(row['interface_id']),
      up: String(row['state']).toUpperCase() === 'ACTIVE',
    })),
  }))

type OfNova = Pick<Legacy, 'nova' | 'macs' | 'addresses'>

async function addressesIn(database: Database, interfaces: ReadonlyMap<string, string>) {
  const addresses = new Map<string, string[]>()
  if (!database.has('fixed_ips', 'virtual_interface_id')) return addresses
  for (const row of await database.rows('fixed_ips', ['address', 'virtual_interface_id'])) {
    const owner = interfaces.get(String(row['virtual_interface_id']))
    const address = text(row['address'])
    if (owner !== undefined && address !== undefined) addresses.set(owner, [...(addresses.get(owner) ?? []), address])
  }
  return addresses
}

const readNova = (address: DatabaseAddress): Promise<Result<OfNova>> =>
  reading(address, ['networks', 'virtual_interfaces'], async database => {
    const networks = await database.rows('networks', ['uuid', 'project_id', 'gateway', 'cidr'])
    const interfaces = await database.rows('virtual_interfaces', ['id', 'uuid', 'address'])
    const byNumber = new Map(interfaces.map(row => [String(row['id']), String(row['uuid'])]))
    return {
      nova: new Map(
        networks.map(row => [
          String(row['uuid']),
          {
            id: String(row['uuid']),
            project: text(row['project_id']),
            gateway: text(row['gateway']),
            cidr: text(row['cidr']),
          },
        ]),
      ),
      macs: new Map(interfaces.map(row => [String(row['uuid']), String(row['address'])])),
      addresses: await addressesIn(database, byNumber),
    }
  })

const nothing: OfNova = { nova: new Map(), macs: new Map(), addresses: new Map() }

/** Reads both; the faults of both come at once. Without novadb there are neither gateways nor MAC addresses. */
export async function readLegacy(
  proxydb: DatabaseAddress,
  novadb: DatabaseAddress | undefined,
): Promise<Result<Legacy>> {
  const own = await readOwn(proxydb)
  const nova = novadb === undefined ? success(nothing) : await readNova(novadb)
  if (!own.ok || !nova.ok) return failure(...(own.ok ? [] : own.faults), ...(nova.ok ? [] : nova.faults))
  return success({ ...own.value, ...nova.value })
}
