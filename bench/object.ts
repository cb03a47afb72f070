/** The object that the bench creates: a VPN of `net-l3vpn`, a kind with no companion, no reference and no quota. */

import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Template } from './floor.ts'

export const plural = 'vpns'
export const path = `/proton/net-l3vpn/v1.0/${plural}`
export const body = JSON.stringify({
  name: 'blue',
  description: 'a VPN of the bench',
  tenant_id: '5f1a3c52-6c1e-4d0a-9a55-0f6f2a3f7c10',
  ipv4_family: '1000:1000,1000:1001',
  ipv6_family: '1000:2000',
  route_distinguishers: '1000:1000',
})

/** What the floor has to write and answer, taken from a database in which Baryon stored one such object. */
export function templateFrom(folder: string, answer: string): Template {
  using database = new DatabaseSync(join(folder, 'baryon.sqlite'), { readOnly: true })
  const table = String(
    database
      .prepare(
        "select name from sqlite_master where type = 'table' and name like '%vpn_service%' and name not like '%\\_\\_%\\_\\_%' escape '\\'",
      )
      .get()?.['name'],
  )
  const schema = database
    .prepare(
      "select sql from sqlite_master where tbl_name in (?, 'baryon_journal') and sql is not null order by type desc",
    )
    .all(table)
    .map(row => String(row['sql']))
  const object = database.prepare(`select * from "${table}"`).get() ?? {}
  const entry = database.prepare('select * from baryon_journal order by revision desc').get() ?? {}
  return {
    schema,
    rows: [
      { table, values: object, fresh: ['id'], counted: ['_revision', '_intent'] },
      { table: 'baryon_journal', values: entry, fresh: ['id'], counted: ['revision', 'tx'] },
    ],
    answer,
    list: `select * from "${table}" order by id limit 1000`,
  } as Template
}
