import { lookup } from 'node:dns/promises'
import type { AddressInfo } from 'node:net'
import { Refusal } from '@baryon/kit'
import type { FastifyInstance } from 'fastify'
import type { Address } from '../config/parse.ts'
import { serverErrors } from '../errors.ts'

const bracketed = (host: string) => (host.includes(':') ? `[${host}]` : host)

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : String(error))

/** Every address of the machine: of both families where there are both. */
const everywhere = new Set(['::', '0.0.0.0'])

async function tryListen(app: FastifyInstance, { host, port }: Address): Promise<void> {
  try {
    await app.listen({ host, port, listenTextResolver: () => '' })
  } catch (error) {
    if (host === '::' && codeOf(error) === 'EAFNOSUPPORT') return tryListen(app, { host: '0.0.0.0', port })
    throw error
  }
}

/**
 * Starts to listen.
 * @returns the URL of the server, without a slash at its end
 * @throws Refusal `listen.taken`, `listen.address`
 */
export async function listen(app: FastifyInstance, { host, port }: Address, secure: boolean): Promise<string> {
  try {
    // One address for one name, so that there is one server.
    const { address } = await lookup(host)
    await tryListen(app, { host: address, port })
  } catch (error) {
    const code = codeOf(error)
    const address = `${bracketed(host)}:${port}`
    throw new Refusal(
      serverErrors.fault(code === 'EADDRINUSE' ? 'listen.taken' : 'listen.address', { address, reason: code }),
    )
  }
  const bound = app.server.address() as AddressInfo
  const reached = everywhere.has(bound.address) ? '127.0.0.1' : bound.address
  return `${secure ? 'https' : 'http'}://${bracketed(reached)}:${bound.port}`
}
