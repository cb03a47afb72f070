import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { lacking } from '../../tools/test-programs.ts'
import { type Database, startMariadb } from '../keystone/mariadb.ts'
import { makeOriginal } from '../restproxy/original.ts'

/** Where documents have the databases of an original proxy and its Nova, with the user `reader` and the password `secret`. */
export const databaseAddress = '127.0.0.1:3306'

/** Starts them for one test, and says where they are. Where MariaDB is not installed, steps that need it are left out. */
export async function startDatabases(context: TestContext): Promise<string> {
  if (lacking('mariadbd')) return databaseAddress
  const folder = mkdtempSync(join(tmpdir(), 'baryon-originals-'))
  let database: Database | undefined
  context.after(async () => {
    await database?.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  database = await startMariadb(folder)
  await makeOriginal(database)
  await database.sql(
    "create user 'reader'@'127.0.0.1' identified by 'secret'; grant select on *.* to 'reader'@'127.0.0.1'",
  )
  return `127.0.0.1:${database.port}`
}
