import { failure, type Result, success } from '@baryon/kit'
import { commandErrors } from '../errors.ts'

/** Where a controller listens. */
export interface ServerName {
  /** As in a URL: an address of IPv6 has its brackets. */
  readonly host: string
  readonly port: number | undefined
}

const form = /^(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)(?::(\d{1,5}))?$/

/** Reads `host[:port],…` as the original did, and IPv6 in brackets. Every fault is found at once. */
export function parseServers(text: string, option: string): Result<readonly ServerName[]> {
  const refused = (reason: string) => commandErrors.fault('install.option', { option, reason })
  const words = text
    .split(',')
    .map(word => word.trim())
    .filter(word => word !== '')
  if (words.length === 0) return failure(refused('it names no controller'))
  const names = words.map(word => form.exec(word))
  const wrong = words.filter((_, index) => names[index] === null || Number(names[index]?.[2] ?? 1) > 65535)
  if (wrong.length > 0) return failure(...wrong.map(word => refused(`"${word}" is not HOST or HOST:PORT`)))
  return success(
    names.map(found => ({ host: found?.[1] ?? '', port: found?.[2] === undefined ? undefined : Number(found[2]) })),
  )
}
