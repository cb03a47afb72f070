import { createHash } from 'node:crypto'

/** PostgreSQL's limit, the smallest of those we write for. */
const longest = 63

/**
 * A database name from its parts, joined by two underscores. The same parts always give the same name;
 * what is too long or has characters other than letters, digits and underscores is told apart by a hash at its end.
 */
export function identifier(...parts: readonly string[]): string {
  const whole = parts.join('__')
  const plain = whole.replaceAll(/\W/g, '_')
  if (plain === whole && whole.length <= longest) return whole
  const hash = createHash('sha256').update(whole).digest('hex').slice(0, 8)
  return `${plain.slice(0, longest - hash.length - 1)}_${hash}`
}
