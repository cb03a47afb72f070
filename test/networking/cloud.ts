/** A whole server with the shipped services, and people of several projects who ask it as OpenStack's clients do. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type RunningServer, startServer } from '@baryon/server'
import type { Store } from '@baryon/store'

/** What came back, its body parsed. */
export interface Got {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every form
  readonly body: any
}

/** What a refusal says, as clients look at it. */
export const said = ({ status, body }: Got) => [status, body?.NeutronError?.type, body?.NeutronError?.message]

/** What an object has beside its id, times and revision, which are there. */
export function stable({ id, created_at, updated_at, revision_number, ...rest }: Got['body']) {
  assert.ok(id && created_at && updated_at && Number.isInteger(revision_number))
  return rest
}

export interface Sending {
  readonly headers?: Readonly<Record<string, string>>
  /** Instead of a JSON body: exactly this. */
  readonly bytes?: string
}

/** Somebody who asks with a token. Paths are those below `/v2.0`; others start with `//`: `//proton/networking/v2.0/…`. */
export interface Person {
  readonly project: string
  readonly token: string
  get(path: string, sending?: Sending): Promise<Got>
  post(path: string, body?: unknown, sending?: Sending): Promise<Got>
  put(path: string, body?: unknown, sending?: Sending): Promise<Got>
  patch(path: string, body?: unknown, sending?: Sending): Promise<Got>
  delete(path: string, sending?: Sending): Promise<Got>
  /** The object that a creation answers. @throws Error unless it is answered 201 */
  make(path: string, body: Readonly<Record<string, unknown>>): Promise<Got['body']>
}

export type ProjectName = 'admin' | 'demo' | 'alt' | 'other' | 'service'
export type RoleName = 'admin' | 'member' | 'reader' | 'service'

export interface Cloud {
  readonly url: string
  /** What the server keeps now. */
  readonly store: Store
  /** Of the project `admin`. */
  readonly admin: Person
  /** A member of the project unless another role is named; `service` has the role that Nova has. */
  as(project: ProjectName, role?: RoleName): Person
  /** With this token, or without one. */
  stranger(token?: string): Person
  /** Stops the server and starts it again on the same data, at another address; in between happens what is given. */
  restart(meanwhile?: () => Promise<void>): Promise<void>
  stop(): Promise<void>
}

const projects: readonly ProjectName[] = ['admin', 'demo', 'alt', 'other', 'service']
const roles: Readonly<Record<RoleName, readonly string[]>> = {
  admin: ['admin', 'member', 'reader'],
  member: ['member', 'reader'],
  reader: ['reader'],
  service: ['service'],
}

/** The id of a project: as Keystone writes them, without dashes. */
export const projectId = (project: ProjectName): string =>
  createHash('sha256').update(project).digest('hex').slice(0, 32)

const tokenOf = (project: ProjectName, role: RoleName) => `token-${project}-${role}`

function tokens(): string {
  const people = projects.flatMap(project =>
    (Object.keys(roles) as RoleName[]).map(role => ({
      token: tokenOf(project, role),
      user: `${project}-${role}`,
      project: projectId(project),
      roles: roles[role],
    })),
  )
  return JSON.stringify({ tokens: people })
}

const root = '/v2.0'

const urlOf = (base: string, target: string) => base + (target.startsWith('//') ? target.slice(1) : root + target)

async function ask(method: string, url: string, token: string, body: unknown, sending: Sending = {}): Promise<Got> {
  const sent = sending.bytes ?? (body === undefined ? undefined : JSON.stringify(body))
  const response = await fetch(url, {
    method,
    headers: {
      ...(token === '' ? {} : { 'x-auth-token': token }),
      ...(sent === undefined ? {} : { 'content-type': 'application/json' }),
      ...sending.headers,
    },
    ...(sent === undefined ? {} : { body: sent }),
  })
  const text = await response.text()
  const isJson = /json/.test(response.headers.get('content-type') ?? '') && text !== ''
  return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined }
}

/** @param address where the server is now */
function person(address: () => string, project: string, token: string): Person {
  const send = (method: string, target: string, body: unknown, sending?: Sending) =>
    ask(method, urlOf(address(), target), token, body, sending)
  return {
    project,
    token,
    get: (target, sending) => send('GET', target, undefined, sending),
    post: (target, body, sending) => send('POST', target, body, sending),
    put: (target, body, sending) => send('PUT', target, body, sending),
    patch: (target, body, sending) => send('PATCH', target, body, sending),
    delete: (target, sending) => send('DELETE', target, undefined, sending),
    async make(target, body) {
      const made = await send('POST', target, body)
      if (made.status !== 201) throw new Error(`POST ${target} ${JSON.stringify(body)}: ${made.status} ${made.text}`)
      const values = Object.values(made.body)
      return values.length === 1 ? values[0] : made.body
    },
  }
}

/** What is set of the server, by the names of its flags, and of the service, by the names of its settings. */
export interface CloudOptions extends Omit<Parameters<typeof startServer>[0], 'data' | 'auth' | 'listen'> {
  readonly networking?: Readonly<Record<string, unknown>>
}

/** Starts a server on a free port with a database of its own. */
export async function startCloud({ networking = {}, ...options }: CloudOptions = {}): Promise<Cloud> {
  const folder = await mkdtemp(path.join(tmpdir(), 'baryon-cloud-'))
  const file = path.join(folder, 'tokens.json')
  await writeFile(file, tokens(), { mode: 0o600 })
  const services = path.join(folder, 'services.yaml')
  await writeFile(services, JSON.stringify({ networking }))
  const start = () =>
    startServer({
      ...options,
      listen: '127.0.0.1:0',
      data: path.join(folder, 'data'),
      auth: `tokens:${file}`,
      serviceSettings: services,
    })
  let server: RunningServer = await start()
  const address = () => server.url
  return {
    get url() {
      return server.url
    },
    get store() {
      return server.store
    },
    admin: person(address, projectId('admin'), tokenOf('admin', 'admin')),
    as: (project, role = 'member') => person(address, projectId(project), tokenOf(project, role)),
    stranger: (token = '') => person(address, '', token),
    async restart(meanwhile) {
      await server.stop()
      await meanwhile?.()
      server = await start()
    },
    async stop() {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
