import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { conformance } from '../../../conformance/index.ts'
import { openSqlite } from './open-sqlite.ts'

conformance(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'baryon-store-'))
  return {
    open: (services, clock) => openSqlite({ path: join(folder, 'store.db'), services, clock }),
    dispose: () => rm(folder, { recursive: true }),
  }
})
