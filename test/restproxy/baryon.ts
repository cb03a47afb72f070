/** `baryon` as an operator calls it, against a server of a test. */
import { runCommand } from '../e2e/command.ts'
import type { Person } from '../networking/cloud.ts'

export interface Said {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** @param home a folder of its own for configuration and cache */
export const baryonOf =
  (url: string, { token }: Person, home: string) =>
  (...words: readonly string[]): Promise<Said> =>
    runCommand('baryon', words, {
      BARYON_URL: url,
      BARYON_TOKEN: token,
      XDG_CACHE_HOME: home,
      XDG_CONFIG_HOME: home,
      HOME: home,
    })
