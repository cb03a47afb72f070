import { Agent, get } from 'node:http'
import { body, path } from './object.ts'
import { removeFolder, type ServerProcess, startBaryon, temporaryFolder } from './process.ts'
import { cost, type Figure } from './report.ts'

/** Opens watches and calls back with the revision of each event that arrives. */
async function openWatches(url: string, count: number, event: () => void) {
  const agent = new Agent({ maxSockets: Number.POSITIVE_INFINITY })
  const open = () =>
    new Promise<() => void>((resolve, reject) => {
      const request = get(`${url}/v1/watch`, { agent }, response => {
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => {
          for (const _ of chunk.matchAll(/^event: create$/gm)) event()
        })
        response.on('error', () => {})
        resolve(() => request.destroy())
      })
      request.on('error', reject)
    })
  return Promise.all(Array.from({ length: count }, open))
}

const create = async (server: ServerProcess) => {
  const answer = await fetch(server.url + path, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json' },
  })
  await answer.arrayBuffer()
}

/** How long a change takes to reach every watcher, and what watching does to memory. */
export async function watchers(count: number, changes: number): Promise<Figure[]> {
  const folder = temporaryFolder()
  const server = await startBaryon(folder)
  let received = 0
  let complete = () => {}
  const closes = await openWatches(server.url, count, () => {
    if (++received % count === 0) complete()
  })
  try {
    const times: number[] = []
    const change = async () => {
      const all = new Promise<void>(resolve => (complete = resolve))
      const begin = performance.now()
      await create(server)
      await all
      return performance.now() - begin
    }
    for (let round = 0; round < changes / 5; round++) await change()
    const before = server.memory()
    for (let round = 0; round < changes; round++) times.push(await change())
    const grown = Math.max(1, server.memory() - before)
    const worst = Math.max(...times)
    const label = count.toLocaleString('en')
    return [
      cost(
        `a change reaches all of ${label} watchers, worst of ${changes.toLocaleString('en')}`,
        worst / 1000,
        1,
        's',
        1,
        'floor: the bound of 1 s',
      ),
      cost(
        `memory grown by ${changes.toLocaleString('en')} changes to ${label} watchers`,
        grown,
        64,
        'MiB',
        1,
        'floor: the bound of 64 MiB',
      ),
    ]
  } finally {
    for (const close of closes) close()
    await server.stop()
    removeFolder(folder)
  }
}
