/** With what the server itself signs on to Keystone. */
import { readFile } from 'node:fs/promises'
import { failure, type Json, type Result, success } from '@baryon/kit'
import { parseDocument } from 'yaml'
import { serverErrors } from '../../errors.ts'

/** The members of `auth` of a clouds.yaml that name a user of a project, or an application credential. */
const passwordMembers = ['username', 'password', 'project_name', 'user_domain_name', 'project_domain_name'] as const
const applicationMembers = ['application_credential_id', 'application_credential_secret'] as const

export interface Credentials {
  /** The body of `POST /v3/auth/tokens`. */
  readonly request: Json
}

type Members = Readonly<Record<string, unknown>>

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

const domain = (name: unknown) => ({ name: isText(name) ? name : 'Default' })

function byPassword(given: Members): Json {
  const user = {
    name: String(given['username']),
    domain: domain(given['user_domain_name']),
    password: String(given['password']),
  }
  const project = { name: String(given['project_name']), domain: domain(given['project_domain_name']) }
  return { auth: { identity: { methods: ['password'], password: { user } }, scope: { project } } }
}

function byApplicationCredential(given: Members): Json {
  const credential = {
    id: String(given['application_credential_id']),
    secret: String(given['application_credential_secret']),
  }
  return { auth: { identity: { methods: ['application_credential'], application_credential: credential } } }
}

const isRecord = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function problemsOf(given: Members): string[] {
  const application = applicationMembers.some(name => name in given)
  const known: readonly string[] = application ? applicationMembers : passwordMembers
  const needed: readonly string[] = application ? applicationMembers : ['username', 'password', 'project_name']
  return [
    ...Object.keys(given).flatMap(name => (known.includes(name) ? [] : [`remove "${name}", which is not known here`])),
    ...needed.flatMap(name => (isText(given[name]) ? [] : [`give "${name}" as text`])),
  ]
}

/**
 * Understands the text of a credentials file (YAML): what stands below `auth` in a clouds.yaml, without `auth_url`.
 * No message holds a secret.
 */
export function readCredentials(text: string, file: string): Result<Credentials> {
  const bad = (reason: string) => serverErrors.fault('auth.credentials', { file, reason })
  const document = parseDocument(text, { prettyErrors: false, stringKeys: true, logLevel: 'error' })
  const given: unknown = document.errors.length > 0 ? undefined : document.toJS({ maxAliasCount: 0 })
  if (!isRecord(given)) return failure(bad('it is no YAML mapping'))
  const problems = problemsOf(given)
  if (problems.length > 0) return failure(...problems.map(bad))
  return success({ request: 'username' in given ? byPassword(given) : byApplicationCredential(given) })
}

export async function loadCredentials(file: string): Promise<Result<Credentials>> {
  try {
    return readCredentials(await readFile(file, 'utf8'), file)
  } catch (error) {
    return failure(serverErrors.fault('auth.credentials', { file, reason: (error as Error).message }))
  }
}
