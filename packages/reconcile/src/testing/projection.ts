import type { Change, Desired, Key, Projection, Row, Touched, View } from '../intent.ts'

/*
 * A small network: networks, routers, ports of networks (told when they are plugged, with the MTU of their network) and links between routers
 * and networks. Row kinds are the things' kinds.
 */
const text = (value: unknown) => String(value)

const parentsOf = (kind: string, row: Row): readonly Key[] => {
  if (kind === 'port') return [{ kind: 'network', id: text(row['network']) }]
  if (kind === 'link')
    return [
      { kind: 'router', id: text(row['router']) },
      { kind: 'network', id: text(row['network']) },
    ]
  return []
}

const addressOf = (kind: string, row: Row) =>
  kind === 'port' || kind === 'link' ? { network: text(row['network']) } : {}

const isWanted = (kind: string, row: Row) => kind !== 'port' || row['plugged'] === true

async function desired(key: Key, view: View): Promise<Desired | undefined> {
  const row = await view.get(key.kind, key.id)
  if (row === undefined || !isWanted(key.kind, row)) return
  const parents = parentsOf(key.kind, row)
  const address = addressOf(key.kind, row)
  if (key.kind !== 'port') return { key, parents, address, body: { name: row['name'] ?? '', mtu: row['mtu'] ?? 0 } }
  const network = await view.get('network', text(row['network']))
  if (network === undefined) return
  return { key, parents, address, body: { name: row['name'] ?? '', mtu: network['mtu'] ?? 0 } }
}

async function touched({ kind, id, operation, image }: Change, view: View): Promise<readonly Touched[]> {
  const parents = parentsOf(kind, image)
  const goes = operation === 'delete' || (operation === 'update' && !isWanted(kind, image))
  const gone = goes ? { gone: { address: addressOf(kind, image) } } : {}
  const things: Touched[] = [{ key: { kind, id }, parents, ...gone }]
  if (kind === 'network')
    for await (const port of view.list('port', { network: id }))
      things.push({ key: { kind: 'port', id: text(port['id']) }, parents: [{ kind, id }] })
  return things
}

const kinds = ['network', 'router', 'port', 'link']

async function* all(view: View): AsyncIterable<Desired> {
  for (const kind of kinds)
    for await (const row of view.list(kind)) {
      const thing = await desired({ kind, id: text(row['id']) }, view)
      if (thing !== undefined) yield thing
    }
}

export const projection: Projection = {
  service: 'test',
  kinds,
  touched,
  desired,
  all,
  async *within(scope, view) {
    for await (const thing of all(view))
      if (
        'network' in scope &&
        (thing.key.id === scope.network || thing.parents.some(({ id }) => id === scope.network))
      )
        yield thing
  },
  async status(key, standing) {
    const status = { there: 'ACTIVE', refused: 'ERROR', pending: 'BUILD', absent: 'DOWN' }[standing]
    return { kind: key.kind, id: key.id, values: { status } }
  },
}
