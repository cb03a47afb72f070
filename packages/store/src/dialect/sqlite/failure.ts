import { SqlFailure, type SqlFailureReason } from '../../driver.ts'

/** Primary result codes, https://www.sqlite.org/rescode.html */
const reasons: Readonly<Record<number, SqlFailureReason>> = {
  5: 'busy',
  6: 'busy',
  8: 'readonly',
  10: 'io',
  11: 'corrupt',
  13: 'full',
  14: 'io',
  26: 'corrupt',
}

const uniqueCodes = [1555, 2067, 2579]
const foreignKeyCode = 787

const isSqliteError = (error: unknown): error is Error & { readonly errcode: number } =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'

/** `UNIQUE constraint failed: ports.tenant_id, ports.mac` names what collides. */
function uniqueFailure(error: Error): SqlFailure {
  const columns = error.message.slice(error.message.indexOf(': ') + 2).split(', ')
  const table = columns[0]?.slice(0, columns[0].indexOf('.'))
  return new SqlFailure(
    'unique',
    error,
    table,
    columns.map(column => column.slice((table?.length ?? 0) + 1)),
  )
}

/** Any error of node:sqlite as what it means. */
export function toFailure(error: unknown): unknown {
  if (!isSqliteError(error)) return error
  if (uniqueCodes.includes(error.errcode)) return uniqueFailure(error)
  if (error.errcode === foreignKeyCode) return new SqlFailure('reference', error)
  return new SqlFailure(reasons[error.errcode & 0xff] ?? 'bug', error)
}
