/** A whole Baryon that tells reference controllers, over real connections, what its cloud is to be. */
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Controller, startController } from '../../examples/controller/controller.ts'
import type { Entry } from '../../examples/controller/log.ts'
import type { ControllerOptions } from '../../examples/controller/options.ts'
import { eventually } from '../eventually.ts'
import { type Cloud, type CloudOptions, type Got, type Person, startCloud } from '../networking/cloud.ts'

export interface LabOptions {
  /** Of the controllers; `quantum-v1.0` speaks Baryon's `floodlight-v1.0`. */
  readonly dialect?: ControllerOptions['dialect']
  readonly generation?: string
  /** Controllers that share nothing, each told by itself. Without it: one cluster. */
  readonly replicate?: number
  /** Members of the cluster. */
  readonly members?: number
  readonly controller?: Omit<ControllerOptions, 'dialect' | 'listen'>
  /** Into the configuration of the backend. */
  readonly configuration?: Readonly<Record<string, unknown>>
  readonly networking?: CloudOptions['networking']
  /** Instead of the configuration: an ini file, as a function of `host:port` of each member. */
  readonly ini?: (servers: string) => string
}

export interface Lab {
  readonly cloud: Cloud
  readonly admin: Person
  readonly demo: Person
  /** The first of them, and all. */
  readonly controller: Controller
  readonly controllers: readonly Controller[]
  /** Of the targets, as Baryon has them. */
  readonly targets: readonly string[]
  /** Waits until every target has been told, or set aside, all that was accepted. */
  settled(): Promise<void>
  /** What is done beside this is not of interest. */
  forget(): void
  /** `PUT /tenants/…` of the requests that the controllers saw since they were forgotten, without questions of health. */
  told(): readonly string[]
  /** The requests themselves. */
  requests(method?: string, path?: RegExp): readonly Entry[]
  /** What Baryon says of a target. */
  report(target?: string): Promise<Got['body']>
  /** Everything a target has refused. */
  refused(target?: string): Promise<readonly Got['body'][]>
  order(verb: string, body?: object, target?: string): Promise<Got>
  stop(): Promise<void>
}

/** What a controller keeps, by kind and id. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into objects of every form
export const kept = (controller: Controller): Record<string, Record<string, any>> => controller.state() as never

/** The ids of what it keeps of a kind, in their order. */
export const idsOf = (controller: Controller, kind: string): readonly string[] =>
  Object.keys(kept(controller)[kind] ?? {}).sort()

/** Short enough for tests; nothing but time depends on them. */
const patience = {
  deadlines: { connect: '300ms', answer: '1s', body: '1s', topology: '10s' },
  health: { every: '200ms', deadline: '300ms', intact: '500ms' },
}

/** Asked again and again, whatever happens. */
const question = /\/(health|capabilities|topology|networks)$/

const isQuestion = ({ method, path }: Entry) => method === 'GET' && question.test(path)

async function startControllers(options: LabOptions): Promise<readonly Controller[]> {
  const { dialect = 'bsn-v2.0', replicate, members = 1, controller = {} } = options
  const listen = Array.from({ length: replicate === undefined ? members : 1 }, () => '127.0.0.1:0')
  const start = () => startController({ ...controller, dialect, listen })
  return Promise.all(Array.from({ length: replicate ?? 1 }, start))
}

const configurationOf = (options: LabOptions, controllers: readonly Controller[]) => ({
  ...patience,
  mode: options.replicate === undefined ? 'failover' : 'replicate',
  name: 'cluster',
  dialect: options.dialect === 'quantum-v1.0' ? 'floodlight-v1.0' : (options.dialect ?? 'bsn-v2.0'),
  ...(options.generation === undefined ? {} : { generation: options.generation }),
  controllers: controllers.flatMap(({ urls }) => urls).map((url, at) => ({ name: `c${at}`, url })),
  ...options.configuration,
})

export async function startLab(options: LabOptions = {}): Promise<Lab> {
  const folder = await mkdtemp(path.join(tmpdir(), 'baryon-lab-'))
  const controllers = await startControllers(options)
  const servers = controllers.flatMap(({ urls }) => urls).map(url => new URL(url).host)
  const file = path.join(folder, options.ini === undefined ? 'restproxy.yaml' : 'restproxy.ini')
  const text = options.ini?.(servers.join(',')) ?? JSON.stringify(configurationOf(options, controllers))
  await writeFile(file, text, { mode: 0o600 })
  const cloud = await startCloud({
    restproxy: file,
    ...(options.networking === undefined ? {} : { networking: options.networking }),
  }).catch(async error => {
    await Promise.all(controllers.map(controller => controller.stop()))
    throw error
  })
  const { admin } = cloud
  const targets = options.replicate === undefined ? ['cluster'] : servers.map((_, at) => `c${at}`)
  const [first = 'cluster'] = targets
  const requests = (method?: string, wanted = /(?:)/) =>
    controllers
      .flatMap(controller => controller.requests())
      .filter(entry => (method ?? entry.method) === entry.method && wanted.test(entry.path))
  return {
    cloud,
    admin,
    demo: cloud.as('demo'),
    controller: controllers[0] as Controller,
    controllers,
    targets,
    async settled() {
      const { body } = await admin.get('//v1/revisions/head?wait=30')
      assert.equal(body.converged, true, JSON.stringify(body))
    },
    forget() {
      for (const controller of controllers) controller.forgetRequests()
    },
    told: () =>
      requests()
        .filter(entry => !isQuestion(entry))
        .map(({ method, path }) => `${method} ${path.slice(controllers[0]?.base.length)}`),
    requests,
    report: async (target = first) => (await admin.get(`//v1/controllers/${target}`)).body,
    refused: async (target = first) =>
      (await admin.get(`//v1/controllers/${target}/deliveries?state=refused`)).body.deliveries,
    order: (verb, body = {}, target = first) => admin.post(`//v1/controllers/${target}/${verb}`, body),
    async stop() {
      await cloud.stop()
      await Promise.all(controllers.map(controller => controller.stop()))
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Statuses follow what controllers took, and nobody waits for them: sooner or later it is this. */
export const becomes = (lab: Lab, plural: 'networks' | 'ports', id: string, status: string) =>
  eventually(async () => {
    const { body } = await lab.admin.get(`/${plural}/${id}`)
    assert.equal(body[plural.slice(0, -1)]?.status, status)
  })

/** Baryon does not start like this, and says all of these. */
export async function refused(options: LabOptions, ...reasons: readonly RegExp[]): Promise<void> {
  const started = await startLab(options).catch((error: Error) => error)
  if ('stop' in started) await started.stop()
  assert.ok(started instanceof Error, 'it starts')
  for (const reason of reasons) assert.match(started.message, reason)
}
