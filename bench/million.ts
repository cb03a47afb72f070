import { body, path, plural } from './object.ts'
import { removeFolder, type ServerProcess, startBaryon, temporaryFolder } from './process.ts'
import { cost, type Figure } from './report.ts'

type Page = Record<string, { id: string }[]> & Record<`${string}_links`, { rel: string; href: string }[]>

async function fill(server: ServerProcess, count: number) {
  const objects = Array.from({ length: 1000 }, () => JSON.parse(body) as object)
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

/** Lists everything while it looks at the server's memory. */
async function listAll(server: ServerProcess): Promise<{ bytes: number; grown: number }> {
  const before = server.memory()
  let [peak, bytes, chunks] = [before, 0, 0]
  const answer = await fetch(server.url + path)
  for await (const chunk of answer.body!) {
    bytes += chunk.length
    if (++chunks % 200 === 0) peak = Math.max(peak, server.memory())
  }
  return { bytes, grown: peak - before }
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
    const small = await listAll(server)
    const again = await listAll(server)
    figures.push(
      cost(
        `memory grown by listing all ${label} again`,
        Math.max(1, again.grown),
        64,
        'MiB',
        1,
        `${Math.round(small.bytes / 2 ** 20)} MiB answered; floor: the bound of 64 MiB`,
      ),
    )
    await server.stop()
    return figures
  } finally {
    removeFolder(folder)
  }
}
