import type { Kind } from '@baryon/model'
import type { Stored } from '@baryon/store'
import { present, type Viewer } from '../present/presenter.ts'
import { type Answer, jsonAnswer } from './answer.ts'
import { objectAnswer } from './show.ts'

/** The answer with an object that was just written. One that is not stored has no entity tag. */
export async function writtenAnswer(kind: Kind, stored: Stored, viewer: Viewer): Promise<Answer> {
  if (kind.virtual) return jsonAnswer(200, await present(kind, stored.row, viewer))
  return objectAnswer(kind, stored, viewer)
}
