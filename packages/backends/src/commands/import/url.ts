import { failure, type Result, success } from '@baryon/kit'
import { commandErrors } from '../errors.ts'

/** How a database is reached. */
export interface DatabaseAddress {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly database: string
  readonly socketPath?: string
}

const decoded = (text: string) => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/**
 * Reads a URL as SQLAlchemy writes it: `mysql[+driver]://user[:password]@host[:port]/database[?unix_socket=…]`.
 * @param option by what it was given, for the fault
 */
export function parseDatabaseUrl(text: string, option: string): Result<DatabaseAddress> {
  const refused = (reason: string) => failure(commandErrors.fault('import.url', { option, reason }))
  const found = /^(mysql|mariadb)(\+\w+)?:\/\/(.*)$/i.exec(text.trim())
  if (found === null) return refused('it has to begin with mysql://')
  const url = `http://${found[3]}`
  if (!URL.canParse(url)) return refused('it is no URL')
  const { hostname, port, username, password, pathname, searchParams } = new URL(url)
  const database = decoded(pathname.slice(1))
  if (database === '' || database.includes('/')) return refused('it has to end with the name of a database')
  const socketPath = searchParams.get('unix_socket')
  return success({
    host: hostname.replaceAll(/[[\]]/g, ''),
    port: port === '' ? 3306 : Number(port),
    user: username === '' ? 'root' : decoded(username),
    password: decoded(password),
    database,
    ...(socketPath === null ? {} : { socketPath }),
  })
}
