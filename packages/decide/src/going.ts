/** The hooks of objects that go. */
import type { Kind, Row } from '@baryon/model'
import { type Cascade, cascadeOf, type Doomed, inOrder } from './cascade.ts'
import { behaviourOf, type Scene } from './scene.ts'

const nameOf = ({ kind, id }: Doomed) => `${kind.service}/${kind.name}/${id}`

/** Those that go along and have not been told yet. */
const untold = (cascade: Cascade, told: ReadonlySet<string>, scene: Scene) =>
  inOrder(cascade).filter(
    doomed =>
      doomed !== cascade.root && behaviourOf(scene, doomed.kind)?.remove !== undefined && !told.has(nameOf(doomed)),
  )

/**
 * What goes along with an object, once each of it was told by its hook. A hook may clear away more, so what goes along is
 * worked out again until all of it was told.
 */
export async function toldCascade(kind: Kind, row: Row, scene: Scene): Promise<Cascade> {
  const told = new Set<string>()
  for (;;) {
    const cascade = await cascadeOf(kind, row, scene)
    const going = untold(cascade, told, scene)
    if (going.length === 0) return cascade
    for (const doomed of going) {
      told.add(nameOf(doomed))
      const stored = await scene.tx.get(doomed.kind, doomed.id)
      const hook = behaviourOf(scene, doomed.kind)?.remove
      if (stored !== undefined) await hook?.(stored.row, scene.unasked.work(doomed.kind))
    }
  }
}
