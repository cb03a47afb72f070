/**
 * The legacy algorithm as a process: an API with the REST call inside the request, and what the bench asks for below `/bench`. Settings come
 * as one JSON from the environment, LEGACY.
 */
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { Database } from './database.ts'
import { Servers, type Times } from './servers.ts'

export interface LegacySettings {
  readonly port: number
  readonly database: string
  readonly controllers: readonly string[]
  readonly times: Times
}

async function read(request: IncomingMessage): Promise<Record<string, Record<string, string>>> {
  let text = ''
  for await (const chunk of request) text += chunk
  return text === '' ? {} : JSON.parse(text)
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

type Handler = (request: IncomingMessage, id: string) => Promise<readonly [status: number, body: unknown]>

const ok = (status: number) => status >= 200 && status < 300
const failed = { NeutronError: { type: 'RemoteRestError', message: 'Error in REST call to remote network controller' } }

function handlers(database: Database, servers: Servers): Readonly<Record<string, Handler>> {
  return {
    async 'GET /ready'() {
      return [200, {}]
    },
    /** The row is there only when a controller took it: REST inside the transaction. */
    async 'POST /v2.0/networks'(request) {
      const { network } = await read(request)
      const row = { id: randomUUID(), tenant_id: 'demo', name: network?.['name'] ?? '' }
      const told = { network: { ...row, state: 'UP', shared: false, subnets: [], gateway: '' } }
      if (!ok(await servers.call('POST', '/tenants/demo/networks', told))) return [500, failed]
      database.insert('network', row)
      return [201, { network: row }]
    },
    async 'PUT /v2.0/ports'(request, id) {
      const { port } = await read(request)
      const told = database.port(id)
      const renamed = { ...told, port: { ...told.port, name: port?.['name'] ?? '' } }
      const network = String((told.port as { network_id: string }).network_id)
      const path = `/tenants/demo/networks/${network}/ports/${id}/attachment`
      if (!ok(await servers.call('PUT', path, renamed))) return [500, failed]
      database.rename(id, port?.['name'] ?? '')
      return [200, { port: renamed.port }]
    },
    async 'POST /bench/fill'(_request, count) {
      return [200, { ports: database.fill(Number(count)) }]
    },
    async 'POST /bench/sync'() {
      await servers.sync()
      return [200, {}]
    },
    async 'GET /bench/sent'() {
      return [200, servers.sent]
    },
  }
}

if (import.meta.main) {
  const settings = JSON.parse(process.env['LEGACY'] ?? '') as LegacySettings
  const database = new Database(settings.database)
  const servers = new Servers(settings.controllers, settings.times, () => database.dump())
  const served = handlers(database, servers)
  createServer((request, response) => {
    const [, path = '', id = ''] = /^(\/[^/]+(?:\/[^/]+)?)(?:\/(.*))?$/.exec(request.url ?? '') ?? []
    const handler = served[`${request.method} ${path}`]
    if (handler === undefined) return answer(response, 404, {})
    handler(request, id).then(
      ([status, body]) => answer(response, status, body),
      (error: Error) => answer(response, 500, { error: error.message }),
    )
  }).listen(settings.port, '127.0.0.1')
  process.once('SIGTERM', () => process.exit(0))
}
