/** Asks a controller as a proxy does. */
import type { Controller } from '../controller.ts'

export interface Said {
  readonly status: number
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every form
  readonly body: any
}

export type Asking = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Said>

/** Paths are those below the base. */
export const clientOf =
  (controller: Controller, url = controller.url): Asking =>
  async (method, path, body = '', headers = {}) => {
    const answer = await fetch(url + controller.base + path, {
      method,
      redirect: 'manual',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        connection: 'close',
        'neutronproxy-agent': 'NeutronRestProxy',
        ...headers,
      },
      ...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return { status: answer.status, headers: answer.headers, body: text === '' ? undefined : JSON.parse(text) }
  }
