/**
 * The floor: what the same bytes and the same rows cost without Baryon. A bare `node:http` server on a copy of Baryon's
 * schema. `POST /` writes one copy of each template row (object and journal entry) and answers the template's bytes;
 * requests that arrive in the same turn share a transaction. `GET /object` answers those bytes; `GET /list` queries rows and stringifies them.
 */
import { randomUUID } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'

export interface Template {
  /** `CREATE` statements of the tables and their indexes. */
  readonly schema: readonly string[]
  readonly rows: readonly {
    readonly table: string
    readonly values: Readonly<Record<string, SQLInputValue>>
    readonly fresh: readonly string[]
    readonly counted: readonly string[]
  }[]
  /** What the server answers to a POST and for one object. */
  readonly answer: string
  readonly list: string
}

if (import.meta.main) {
  const template = JSON.parse(process.env['FLOOR_TEMPLATE'] as string) as Template
  const database = new DatabaseSync(process.env['FLOOR_DATABASE'] as string)
  database.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL')
  for (const statement of template.schema) database.exec(statement)
  const inserts = template.rows.map(({ table, values, fresh, counted }) => {
    const names = Object.keys(values)
    const statement = database.prepare(
      `INSERT INTO "${table}" (${names.map(name => `"${name}"`).join(',')}) VALUES (${names.map(() => '?').join(',')})`,
    )
    return { statement, names, values, fresh: new Set(fresh), counted: new Set(counted) }
  })
  let count = 0
  const write = () => {
    const id = randomUUID()
    count++
    for (const { statement, names, values, fresh, counted } of inserts)
      statement.run(...names.map(name => (fresh.has(name) ? id : counted.has(name) ? count : (values[name] ?? null))))
  }
  const answer = (response: ServerResponse, status: number, body: string) => {
    response.writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
    })
    response.end(body)
  }
  let waiting: ServerResponse[] = []
  const flush = () => {
    const batch = waiting
    waiting = []
    database.exec('BEGIN IMMEDIATE')
    for (const _ of batch) write()
    database.exec('COMMIT')
    for (const response of batch) answer(response, 201, template.answer)
  }
  const list = database.prepare(template.list)
  createServer((request, response) => {
    if (request.method === 'GET')
      return answer(response, 200, request.url === '/list' ? JSON.stringify(list.all()) : template.answer)
    let body = ''
    request.setEncoding('utf8')
    request.on('data', chunk => (body += chunk))
    request.on('end', () => {
      JSON.parse(body)
      if (waiting.push(response) === 1) setImmediate(flush)
    })
  }).listen(Number(process.env['FLOOR_PORT']), '127.0.0.1')
}
