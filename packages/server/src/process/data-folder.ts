import { constants } from 'node:fs'
import { access, mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Refusal } from '@baryon/kit'
import type { Config } from '../config/settings.ts'
import { serverErrors } from '../errors.ts'

async function prepare(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await access(folder, constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new Refusal(serverErrors.fault('data.folder', { folder, reason: (error as Error).message }))
  }
}

/** Makes the folders of data and database where they are missing, for this user alone. @throws Refusal `data.folder` */
export async function prepareFolders({ data, database }: Config): Promise<void> {
  await prepare(data)
  await prepare(dirname(database.path))
}
