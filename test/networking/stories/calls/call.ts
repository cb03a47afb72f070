/** One request of a story. */
import type { Row } from '@baryon/model'
import type { Dice } from '../dice.ts'

export interface Call {
  readonly method: 'post' | 'put' | 'delete' | 'get'
  readonly path: string
  readonly body?: unknown
}

/** What a call can be about. */
export interface Scene {
  readonly dice: Dice
  /** Nobody else is calling, so that what is there stays until the call. */
  readonly alone: boolean
  /** The ids of the projects. */
  readonly projects: readonly string[]
  /** One of the objects that are there; now and then, and when there is none, the id of one that is not. */
  some(kind: string): string
  /** The whole object instead, of those that are so, if there are any. */
  row(kind: string, so?: (row: Row) => boolean): Row | undefined
}

export type Make = (scene: Scene) => Call

export const post = (path: string, body: unknown): Call => ({ method: 'post', path, body })
export const put = (path: string, body: unknown): Call => ({ method: 'put', path, body })
export const remove = (path: string): Call => ({ method: 'delete', path })
export const get = (path: string): Call => ({ method: 'get', path })

/** Deletes one of that kind. */
export const removeOne =
  (collection: string, kind: string): Make =>
  ({ some }) =>
    remove(`/${collection}/${some(kind)}`)
