import { idOf, type Kind } from '@baryon/model'
import type { Stored } from '@baryon/store'
import type { Scene } from './scene.ts'

/** What a hook answers that comes after a write. */
type Told = Promise<Stored | undefined> | Promise<void> | void

/** The object after its hook: what the hook answered; else, if it wrote anything at all, what is stored now. */
export async function newestAfter(kind: Kind, stored: Stored, scene: Scene, hook: () => Told): Promise<Stored> {
  const before = scene.tx.entries.length
  const told = await hook()
  if (told !== undefined) return told
  if (scene.tx.entries.length === before) return stored
  return (await scene.tx.get(kind, idOf(kind, stored.row))) ?? stored
}
