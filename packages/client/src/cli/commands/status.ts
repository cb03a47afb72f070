import type { Json } from '@baryon/kit'
import type { Row } from '@baryon/model'
import type { Command } from 'commander'
import { ApiError } from '../../api-error.ts'
import type { Client } from '../../client.ts'
import type { BuiltinContext } from '../builtins.ts'
import { CommandError } from '../failure.ts'
import { chosenColumns } from '../output/columns.ts'
import { formatOne } from '../output/format.ts'
import type { Session } from '../session.ts'
import { newCommand, withServer } from './new-command.ts'

interface Options {
  readonly format?: string
  readonly columns?: readonly string[]
}

export function statusCommand(context: BuiltinContext): Command {
  return withServer(
    newCommand('status', 'Say whether the server is there, its version, and its newest revision'),
  ).action(async (options: Options) => {
    const session = await context.session()
    const { row, failure } = await statusOf(session)
    const known = Object.keys(row)
    const columns = options.columns === undefined ? known : chosenColumns(options.columns, known)
    session.io.stdout.write(await formatOne(row, session.view(options, columns)))
    if (failure !== undefined) throw failure
  })
}

/** What a part of the status answers, or the refusal of it; only a server that is away ends the rest. */
async function part(client: Client, path: string): Promise<{ body: Json | undefined; error?: ApiError }> {
  try {
    return { body: (await client.request({ method: 'GET', path })).body }
  } catch (error) {
    if (error instanceof ApiError && error.status !== 0) return { body: undefined, error }
    throw error
  }
}

const member = (body: Json | undefined, name: string): Json =>
  (body as { readonly [key: string]: Json } | undefined)?.[name] ?? null

async function statusOf(session: Session): Promise<{ row: Row; failure?: Error }> {
  const { url, profile } = session.settings
  const place = { url, profile: profile ?? null }
  const client = await session.hastyClient(5000)
  try {
    const root = await part(client, '/')
    const ready = await part(client, '/readyz')
    const journal = await part(client, '/v1/journal?limit=1')
    const state = root.error ? 'not Baryon' : ready.error ? 'not ready' : 'ready'
    const failure = root.error ?? ready.error ?? journal.error
    return {
      row: {
        ...place,
        state,
        version: member(root.body, 'version'),
        revision: member(journal.body, 'head'),
        horizon: member(journal.body, 'horizon'),
      },
      ...(failure === undefined ? {} : { failure }),
    }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    return {
      row: { ...place, state: 'away', version: null, revision: null, horizon: null },
      failure: new CommandError(...error.faults),
    }
  }
}
