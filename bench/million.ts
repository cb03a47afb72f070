import { body, path, plural } from './object.ts'
import { removeFolder, type ServerProcess, startBaryon, temporaryFolder } from './process.ts'
import { cost, type Figure } from './report.ts'

/** The name of every tenth object. */
const tenth = 'tenth'

type Page = Record<string, { id: string }[]> & Record<`${string}_links`, { rel: string; href: string }[]>

async function fill(server: ServerProcess, count: number) {
  const object = JSON.parse(body) as object
  const objects = Array.from({ length: 1000 }, (_, index) => (index % 10 === 0 ? { ...object, name: tenth } : object))
  const bulk = JSON.stringify({ [plural]: objects })
  for (let made = 0; made < count; made += objects.length) {
    const answer = await fetch(server.url + path, {
      method: 'POST',
      body: bulk,
      headers: { 'content-type': 'application/json' },
    })
    if (answer.status !== 201) throw new Error(await answer.text())
    await answer.arrayBuffer()
    if (made % 100_000 === 0) console.error(`  ${made.toLocaleString('en')} of ${count.toLocaleString('en')} objects`)
  }
}

/** The median time of a page, in ms. */
async function timePage(url: string, rounds = 25): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const begin = performance.now()
    const answer = await fetch(url)
    await answer.arrayBuffer()
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`)
    times.push(performance.now() - begin)
  }
  return times.toSorted((a, b) => a - b)[Math.floor(rounds / 2)]!
}

/** The most memory the server has while it answers a list without a limit, in MiB. */
async function listing(server: ServerProcess, query = ''): Promise<{ bytes: number; memory: number }> {
  let [memory, bytes, chunks] = [server.memory(), 0, 0]
  const answer = await fetch(server.url + path + query)
  for await (const chunk of answer.body!) {
    bytes += chunk.length
    if (++chunks % 100 === 0) memory = Math.max(memory, server.memory())
  }
  return { bytes, memory }
}

/** Pages, start and memory with many objects stored. */
export async function million(count: number): Promise<Figure[]> {
  const folder = temporaryFolder()
  const label = count.toLocaleString('en')
  try {
    const empty = await startBaryon(folder)
    const begin = performance.now()
    await fill(empty, count)
    console.error(`  filled in ${Math.round((performance.now() - begin) / 1000)} s`)
    await empty.stop()

    const server = await startBaryon(folder)
    const figures = [
      cost(
        `start with ${label} objects, to the first answer`,
        server.started / 1000,
        3,
        's',
        1,
        'floor: the bound of 3 s',
      ),
    ]
    const last = (await (await fetch(`${server.url + path}?limit=100&sort=-id`)).json()) as Page
    const marker = last[plural]!.at(-1)!.id
    await timePage(`${server.url + path}?limit=100`, 50)
    const first = await timePage(`${server.url + path}?limit=100`)
    const end = await timePage(`${server.url + path}?limit=100&marker=${marker}`)
    figures.push(cost(`last page of ${label}`, end, first, 'ms', 1.25, 'floor: the first page'))
    const some = await listing(server, `?name=${tenth}`)
    const all = await listing(server)
    const note = `${Math.round(all.bytes / 2 ** 20)} MiB answered; floor: listing a tenth of them`
    figures.push(cost(`memory while listing all ${label}`, all.memory, some.memory, 'MiB', 1.5, note))
    await server.stop()
    return figures
  } finally {
    removeFolder(folder)
  }
}
