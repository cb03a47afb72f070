import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { type Logger, silentLogger } from '@baryon/kit'
import type { Backend, Desired, Found, Outcome, Target } from '@baryon/reconcile'
import { type Controller, startController } from '../../../../../examples/controller/controller.ts'
import type { ControllerOptions } from '../../../../../examples/controller/options.ts'
import { openRestproxy } from '../open.ts'
import { here } from '../place.ts'

export const forever = new AbortController().signal

/** Time that a test moves on. */
export class TestClock {
  #now = Date.parse('2026-01-01T00:00:00Z')
  now = () => this.#now
  pass(milliseconds: number) {
    this.#now += milliseconds
  }
}

export interface Site {
  readonly controller: Controller
  readonly backend: Backend
  /** The first one. */
  readonly target: Target
  readonly clock: TestClock
  /** `METHOD path status` of what came, without questions about health and capabilities. */
  told(member?: number): readonly string[]
}

/** A backend whose file says this, closed with the test. */
export async function openBackend(test: TestContext, file: object, clock = new TestClock(), logger: Logger = silentLogger) {
  const folder = mkdtempSync(join(tmpdir(), 'restproxy-'))
  const path = join(folder, 'controllers.yaml')
  writeFileSync(path, JSON.stringify(file))
  const opened = await openRestproxy({ file: path, clock, logger }, here)
  rmSync(folder, { recursive: true })
  if (!opened.ok) throw new Error(opened.faults.map(fault => `${fault.message}: ${fault.cause}`).join('; '))
  test.after(() => opened.value.close())
  return opened.value
}

/** A reference controller, and a backend that knows its members. */
export async function openSite(test: TestContext, options: ControllerOptions, file: object = {}): Promise<Site> {
  const controller = await startController(options)
  test.after(() => controller.stop())
  const clock = new TestClock()
  const dialect = options.dialect === 'quantum-v1.0' ? { dialect: 'floodlight-v1.0', generation: 'A' } : { dialect: options.dialect }
  const backend = await openBackend(test, { ...dialect, controllers: controller.urls, ...file }, clock)
  const questions = /\/(health|capabilities)$/
  const told = (member?: number) =>
    controller
      .requests(member)
      .filter(({ path }) => !questions.test(path))
      .map(({ method, path, status }) => `${method} ${path.slice(controller.base.length)} ${status}`)
  return { controller, backend, target: backend.targets[0] as Target, clock, told }
}

export const tenant: Desired = { key: { kind: 'tenant', id: 't1' }, parents: [], address: {}, body: { id: 't1', name: 't1' } }

export const network = (id: string, more: object = {}): Desired => ({
  key: { kind: 'network', id },
  parents: [tenant.key],
  address: { tenant: 't1' },
  body: { id, name: id, tenant_id: 't1', gateway: null, subnets: [], ...more },
})

export const port = (id: string, of: string, mac = '00:00:00:00:00:01'): Desired => ({
  key: { kind: 'port', id },
  parents: [{ kind: 'network', id: of }],
  address: { tenant: 't1', network: of },
  body: { port: { id, network_id: of, tenant_id: 't1', name: '', mac_address: mac }, attachment: { id: 'd1', mac } },
})

export const short = (outcome: Outcome): string =>
  outcome.result === 'again'
    ? `again ${outcome.away ? 'away' : 'there'} ${outcome.fault.code}`
    : `${outcome.result}${'fault' in outcome ? ` ${outcome.fault.code}` : ''}`

export async function readAll(target: Target): Promise<readonly (Found | 'complete')[]> {
  const found: (Found | 'complete')[] = []
  for await (const one of target.read?.(forever) ?? []) found.push(one)
  return found
}
