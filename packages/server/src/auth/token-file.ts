import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { type Fault, failure, type Result, success } from '@baryon/kit'
import type { Caller } from '@baryon/model'
import { parseDocument } from 'yaml'
import { serverErrors } from '../errors.ts'

/** Callers by the SHA-256 (hex) of their tokens. */
export type Tokens = ReadonlyMap<string, Caller>

export interface TokenFile {
  readonly tokens: Tokens
  /** Other users of the machine can read it. */
  readonly exposed: boolean
}

export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

const members = new Set(['token', 'sha256', 'user', 'project', 'roles'])

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

function problemsOf(entry: Readonly<Record<string, unknown>>): readonly string[] {
  const { token, sha256, user, project, roles } = entry
  return [
    ...Object.keys(entry).flatMap(name => (members.has(name) ? [] : [`remove "${name}", which is not known`])),
    ...(isText(token) === isText(sha256) ? ['give either token or sha256, as text'] : []),
    ...(isText(sha256) && !/^[0-9a-f]{64}$/i.test(sha256) ? ['give sha256 as 64 hexadecimal digits'] : []),
    ...(isText(user) ? [] : ['give user as text']),
    ...(project === undefined || isText(project) ? [] : ['give project as text']),
    ...(roles === undefined || (Array.isArray(roles) && roles.every(isText)) ? [] : ['give roles as a list of texts']),
  ]
}

function callerOf(entry: Readonly<Record<string, unknown>>): Caller {
  const { user, project, roles } = entry
  return Object.freeze({
    user: String(user),
    ...(isText(project) ? { project } : {}),
    roles: Object.freeze(Array.isArray(roles) ? roles.filter(isText) : []),
  })
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The parser's own messages are not shown: they quote the text. Aliases are not resolved. */
function contentOf(text: string): unknown {
  const document = parseDocument(text, { prettyErrors: false, stringKeys: true, logLevel: 'error' })
  if (document.errors.length > 0) return undefined
  try {
    return document.toJS({ maxAliasCount: 0 }) ?? {}
  } catch {
    return undefined
  }
}

/**
 * Understands the text of a token file (YAML, so JSON too):
 * `tokens: [{token | sha256, user, project?, roles?}]`. Every fault is found at once; no message holds a token.
 */
export function readTokens(text: string, file: string): Result<Tokens> {
  const bad = (reason: string): Fault => serverErrors.fault('auth.file', { file, reason })
  const content = contentOf(text)
  if (content === undefined) return failure(bad('it is no YAML, or it has aliases'))
  const entries = isRecord(content) ? content['tokens'] : undefined
  if (!Array.isArray(entries)) return failure(bad('it has no list "tokens"'))
  const faults: Fault[] = []
  const tokens = new Map<string, Caller>()
  for (const [index, entry] of entries.entries()) {
    const problems = isRecord(entry) ? problemsOf(entry) : ['write it as a mapping']
    faults.push(...problems.map(problem => bad(`tokens[${index}]: ${problem}`)))
    if (problems.length > 0 || !isRecord(entry)) continue
    const hash = isText(entry['token']) ? hashOf(entry['token']) : String(entry['sha256']).toLowerCase()
    if (tokens.has(hash)) faults.push(bad(`tokens[${index}]: another entry has the same token`))
    tokens.set(hash, callerOf(entry))
  }
  return faults.length > 0 ? failure(...faults) : success(tokens)
}

export async function loadTokens(file: string): Promise<Result<TokenFile>> {
  try {
    const [text, { mode }] = await Promise.all([readFile(file, 'utf8'), stat(file)])
    const tokens = readTokens(text, file)
    return tokens.ok ? success({ tokens: tokens.value, exposed: (mode & 0o004) !== 0 }) : tokens
  } catch (error) {
    return failure(serverErrors.fault('auth.file', { file, reason: (error as Error).message }))
  }
}
