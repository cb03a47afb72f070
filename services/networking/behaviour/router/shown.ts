import { type Derivation, sightOf, type Work } from '@baryon/decide'
import type { Row } from '@baryon/model'

/** The router as actions answer it: all that the caller may read of it. */
export async function shownRouter(row: Row, derivation: Derivation, work: Work): Promise<Row> {
  const kind = work.kind('Router')
  const wanted = new Set(kind.attributes.filter(({ derived }) => derived).map(({ name }) => name))
  const sight = sightOf(kind.service, work.registry, work.caller, work.tx)
  const [derived] = await derivation.load([row], sight, wanted)
  const hidden = new Set(
    kind.attributes.filter(({ internal, writeOnly }) => internal || writeOnly).map(({ name }) => name),
  )
  return Object.fromEntries(Object.entries({ ...row, ...derived }).filter(([name]) => !hidden.has(name)))
}
