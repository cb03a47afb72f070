import { execFile } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Daemon, freePort, searchPath, startDaemon } from './daemon.ts'

const run = promisify(execFile)
const env = { ...process.env, PATH: searchPath }

export interface Database extends Daemon {
  readonly port: number
  sql(statement: string): Promise<void>
}

/** A MariaDB of its own in a folder, with the user `peer`, password `peer`. What it holds need not outlive a power cut. */
export async function startMariadb(folder: string): Promise<Database> {
  const data = join(folder, 'mariadb')
  const socket = join(folder, 'mariadb.sock')
  await mkdir(data, { recursive: true })
  await run(
    'mariadb-install-db',
    ['--no-defaults', '--user=root', `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db'],
    { env },
  )
  const port = await freePort()
  const sql = async (statement: string) => {
    await run('mariadb', ['--no-defaults', `--socket=${socket}`, '-uroot', '-e', statement], { env })
  }
  const options = [
    '--no-defaults',
    '--user=root',
    `--datadir=${data}`,
    `--socket=${socket}`,
    '--bind-address=127.0.0.1',
    `--port=${port}`,
    `--pid-file=${join(folder, 'mariadb.pid')}`,
    '--innodb-buffer-pool-size=64M',
    '--innodb-log-file-size=16M',
    '--innodb-flush-log-at-trx-commit=0',
    '--skip-name-resolve',
    '--character-set-server=utf8mb3',
    '--collation-server=utf8mb3_general_ci',
  ]
  const ready = () =>
    sql('select 1').then(
      () => true,
      () => false,
    )
  const daemon = await startDaemon(['mariadbd', ...options], { log: join(folder, 'mariadb.log'), ready })
  await sql("create user 'peer'@'127.0.0.1' identified by 'peer'; grant all on *.* to 'peer'@'127.0.0.1'")
  return { ...daemon, port, sql }
}
