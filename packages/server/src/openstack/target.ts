import type { Kind } from '@baryon/model'
import type { ActionTarget, Collection, Step } from '../resources/target.ts'

/** What a URL of the dialect leads to; `parents` are the objects it is nested below, the outermost first. */
export type Target =
  | { readonly at: 'root' }
  | { readonly at: 'extensions' }
  | { readonly at: 'extension'; readonly alias: string }
  | { readonly at: 'project'; readonly word: 'project' | 'tenant' }
  | Collection
  | ActionTarget
  | { readonly at: 'member'; readonly kind: Kind; readonly id: string; readonly parents: readonly Step[] }
  | { readonly at: 'tags'; readonly kind: Kind; readonly id: string; readonly parents: readonly Step[] }
  | {
      readonly at: 'tag'
      readonly kind: Kind
      readonly id: string
      readonly parents: readonly Step[]
      readonly tag: string
    }

export type MemberTarget = Extract<Target, { at: 'member' }>
export type TagsTarget = Extract<Target, { at: 'tags' }>
export type TagTarget = Extract<Target, { at: 'tag' }>
