export type * from './contract.ts'
export { openSqlite, type SqliteOptions } from './dialect/sqlite/open-sqlite.ts'
export { storeErrors } from './errors.ts'
