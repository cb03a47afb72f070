/** The API that objects of the original proxy are imported to, by the client of the command line. */
import type { ImportApi } from '@baryon/backends/commands'
import { ApiError, type Client } from '@baryon/client'

const isRefusal = (error: unknown): error is ApiError =>
  error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 401 && error.status !== 429

export const importApi = (client: Client, signal: AbortSignal): ImportApi => ({
  async existing(kind) {
    const ids = new Set<string>()
    const list = client.kind('networking', kind).list({ fields: ['id'], signal })
    for await (const page of list.pages()) for (const { id } of page.objects) ids.add(String(id))
    return ids
  },
  async create(operations, dryRun) {
    try {
      await client.changes(operations, { dryRun, signal })
      return { ok: true, value: undefined }
    } catch (error) {
      if (isRefusal(error)) return { ok: false, faults: error.faults }
      throw error
    }
  },
})
