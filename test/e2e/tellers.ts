import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCommand } from './command.ts'
import type { Teller, Thing } from './story.ts'

class Refused extends Error {}

async function refused(work: Promise<unknown>): Promise<string> {
  try {
    await work
  } catch (error) {
    if (error instanceof Refused) return error.message
    throw error
  }
  return assert.fail('it was not refused')
}

/** Speaks HTTP to a service. `plurals` has the URL segment of each noun. */
export function byHttp(url: string, service: string, plurals: Readonly<Record<string, string>>): Teller {
  const call = async (method: string, noun: string, id?: string, values?: Thing) => {
    const base = `${url}/proton/${service}/v1.0/${plurals[noun]}`
    const answer = await fetch(id === undefined ? base : `${base}/${id}`, {
      method,
      ...(values === undefined
        ? {}
        : { body: JSON.stringify(values), headers: { 'content-type': 'application/json' } }),
    })
    const text = await answer.text()
    if (!answer.ok) {
      assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/)
      assert.ok(answer.status < 500, text)
      throw new Refused(text)
    }
    assert.match(answer.headers.get('baryon-revision') ?? '', /^\d+$/)
    return text === '' ? {} : (JSON.parse(text) as Thing)
  }
  return {
    create: (noun, values) => call('POST', noun, undefined, values),
    show: (noun, id) => call('GET', noun, id),
    list: async noun => (await call('GET', noun))[plurals[noun] as string] as readonly Thing[],
    update: (noun, id, values) => call('PUT', noun, id, values),
    remove: async (noun, id) => void (await call('DELETE', noun, id)),
    refused,
  }
}

function environment(url: string): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'baryon-cli-'))
  return { BARYON_URL: url, XDG_CONFIG_HOME: folder, XDG_CACHE_HOME: folder }
}

/** Runs `baryon <service> <noun> <verb>`. */
export function byBaryon(url: string, service: string): Teller {
  const settings = environment(url)
  const call = async (...args: string[]) => {
    const { status, stdout, stderr } = await runCommand('baryon', [service, ...args], settings)
    if (status !== 0) throw new Refused(stderr)
    return stdout.trim() === '' ? {} : (JSON.parse(stdout) as Thing)
  }
  const options = (values: Thing) =>
    Object.entries(values).flatMap(([name, value]) => [`--${name.replaceAll('_', '-')}`, String(value)])
  return {
    create: (noun, values) => call(noun, 'create', ...options(values), '--format', 'json'),
    show: (noun, id) => call(noun, 'show', id, '--format', 'json'),
    list: async noun => (await call(noun, 'list', '--format', 'json')) as unknown as readonly Thing[],
    update: (noun, id, values) => call(noun, 'update', id, ...options(values), '--format', 'json'),
    remove: async (noun, id) => void (await call(noun, 'delete', id)),
    refused,
  }
}

/** Runs Gluon's `protonclient --api <service> <noun>-<verb>`. */
export function byProtonclient(url: string, service: string): Teller {
  const { hostname, port } = new URL(url)
  const settings = { OS_PROTON_HOST: hostname, OS_PROTON_PORT: port }
  const call = async (...args: string[]) => {
    const { status, stdout, stderr } = await runCommand('protonclient', ['--api', service, ...args], settings)
    if (status !== 0) throw new Refused(stderr)
    return stdout.trim() === '' ? {} : (JSON.parse(stdout) as Thing)
  }
  const options = (values: Thing) =>
    Object.entries(values).flatMap(([name, value]) => [
      `--${name}`,
      value === true ? 'True' : value === false ? 'False' : String(value),
    ])
  return {
    create: (noun, values) => call(`${noun}-create`, ...options(values)),
    show: (noun, id) => call(`${noun}-show`, id),
    list: async noun => Object.values(await call(`${noun}-list`))[0] as readonly Thing[],
    update: (noun, id, values) => call(`${noun}-update`, ...options(values), id),
    remove: async (noun, id) => void (await call(`${noun}-delete`, id)),
    refused,
  }
}
