import { stat } from 'node:fs/promises'

/** What tells one state of a file from another; `absent` where there is none. */
async function stateOf(path: string): Promise<string> {
  try {
    const { mtimeMs, size, ino } = await stat(path)
    return `${mtimeMs} ${size} ${ino}`
  } catch {
    return 'absent'
  }
}

export interface FollowOptions {
  /** Milliseconds between two looks. */
  readonly every?: number
}

/**
 * Calls back when any of the files has changed. It looks at the files again and again instead of asking the kernel, so that
 * files replaced by a rename or a symbolic link (as volumes of containers do) and files on network disks are followed too.
 * Calls never overlap, and the process does not stay alive for it.
 * @returns how to stop
 */
export async function follow(
  paths: readonly string[],
  changed: () => Promise<void>,
  options: FollowOptions = {},
): Promise<() => void> {
  const look = async () => (await Promise.all(paths.map(stateOf))).join('\n')
  let known = await look()
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  const turn = async () => {
    const found = await look()
    if (found !== known && !stopped) {
      known = found
      await changed()
    }
    wait()
  }
  const wait = () => {
    if (!stopped) timer = setTimeout(() => void turn(), options.every ?? 1000).unref()
  }
  wait()
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}
