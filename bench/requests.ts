import { join } from 'node:path'
import type { Template } from './floor.ts'
import { type Load, load, type Measured } from './load.ts'
import { body, path, plural, templateFrom } from './object.ts'
import { removeFolder, type ServerProcess, startBaryon, startProcess, temporaryFolder } from './process.ts'
import { cost, type Figure, median, rate } from './report.ts'

/** Measures both in turn, several rounds, because the machine's speed drifts; the medians are compared. */
async function inTurn(rounds: number, baryon: Load, floor: Load, figure: (measured: Measured) => number) {
  const taken = { baryon: [] as number[], floor: [] as number[] }
  for (let round = 0; round < rounds; round++) {
    taken.baryon.push(figure(await load(baryon)))
    taken.floor.push(figure(await load(floor)))
  }
  return { baryon: median(taken.baryon), floor: median(taken.floor) }
}

async function template(): Promise<Template> {
  const folder = temporaryFolder()
  const server = await startBaryon(folder)
  const answer = await fetch(server.url + path, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json' },
  })
  const text = await answer.text()
  if (answer.status !== 201) throw new Error(`the bench's object is refused: ${text}`)
  await server.stop()
  const made = templateFrom(folder, text)
  removeFolder(folder)
  return made
}

const startFloor = (folder: string, template: Template) =>
  startProcess(
    ['bench/floor.ts'],
    port => ({
      FLOOR_PORT: String(port),
      FLOOR_DATABASE: join(folder, 'floor.sqlite'),
      FLOOR_TEMPLATE: JSON.stringify(template),
    }),
    '/object',
  )

async function fill(server: ServerProcess, count: number) {
  const object = JSON.parse(body) as object
  for (let made = 0; made < count; made += 500) {
    const bulk = JSON.stringify({ [plural]: Array.from({ length: 500 }, () => object) })
    const answer = await fetch(server.url + path, {
      method: 'POST',
      body: bulk,
      headers: { 'content-type': 'application/json' },
    })
    if (answer.status !== 201) throw new Error(await answer.text())
    await answer.arrayBuffer()
  }
}

/** So many objects that most are not at hand when they are read in turn. */
const spread = 10_000

async function pathsOf(server: ServerProcess, count: number): Promise<string[]> {
  const answer = await fetch(`${server.url + path}?fields=id&sort=name&limit=${count}`)
  const { [plural]: objects = [] } = (await answer.json()) as Record<string, { id: string }[]>
  return objects.map(({ id }) => `${path}/${id}`)
}

/** Creates, reads and lists over HTTP, Baryon and floor in turn. */
export async function requests(seconds: number, rounds: number): Promise<Figure[]> {
  const made = await template()
  const folders = [temporaryFolder(), temporaryFolder()] as const
  const [baryon, floor] = [await startBaryon(folders[0]), await startFloor(folders[1], made)]
  try {
    const post = (server: ServerProcess, url: string, connections: number): Load => ({
      url: server.url + url,
      method: 'POST',
      body,
      connections,
      seconds,
    })
    const get = (server: ServerProcess, url: string, connections: number): Load => ({
      url: server.url + url,
      method: 'GET',
      connections,
      seconds,
    })
    const figures: Figure[] = []
    await fill(baryon, spread)
    await load(post(floor, '/', 8))
    const paths = await pathsOf(baryon, spread)
    const one = paths[0] as string

    const lists = await inTurn(
      rounds,
      get(baryon, `${path}?limit=1000`, 1),
      get(floor, '/list', 1),
      each => 1000 / each.rate,
    )
    figures.push(
      cost('list of 1,000', lists.baryon, lists.floor, 'ms', 2, 'floor: the raw query, JSON.stringify, bare HTTP'),
    )
    const reads = await inTurn(rounds, get(baryon, one, 32), get(floor, '/object', 32), each => each.rate)
    figures.push(
      rate('GET of one object, 32 clients', reads.baryon, reads.floor, 0.5, 'floor: bare HTTP, the same bytes'),
    )
    const far = { ...get(baryon, one, 32), paths }
    const random = await inTurn(rounds, far, { ...far, url: floor.url }, each => each.rate)
    figures.push(
      rate(
        `GET of ${spread.toLocaleString('en')} objects in turn`,
        random.baryon,
        random.floor,
        0.5,
        'more than are kept at hand; the same floor',
      ),
    )
    const many = await inTurn(rounds, post(baryon, path, 32), post(floor, '/', 32), each => each.rate)
    figures.push(
      rate(
        'create, durable, 32 clients',
        many.baryon,
        many.floor,
        0.5,
        'floor: the same rows by the driver, bare HTTP',
      ),
    )
    const single = await inTurn(rounds, post(baryon, path, 1), post(floor, '/', 1), each => 1000 / each.rate)
    figures.push(
      cost(
        'create, durable, one client',
        single.baryon,
        single.floor,
        'ms',
        2,
        'floor: one commit of the same rows, bare HTTP',
      ),
    )
    return figures
  } finally {
    await baryon.stop()
    await floor.stop()
    folders.forEach(removeFolder)
  }
}
