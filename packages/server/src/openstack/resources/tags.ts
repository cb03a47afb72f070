/** Tags: resources below every object that has them. */
import type { Update } from '@baryon/decide'
import { type Json, Refusal } from '@baryon/kit'
import type { Row } from '@baryon/model'
import { type Answer, jsonAnswer } from '../../resources/answer.ts'
import type { Asking } from '../../resources/asking.ts'
import { commit } from '../../resources/commit.ts'
import { parentValue } from '../../resources/parents.ts'
import { perform, requireParents } from '../../resources/write.ts'
import { bodyOf } from '../body/envelope.ts'
import { str } from '../body/python.ts'
import { openstackErrors } from '../errors.ts'
import type { TagsTarget, TagTarget } from '../target.ts'
import { found } from './found.ts'

const longest = 255

type Target = TagsTarget | TagTarget

const refused = (reason: string) =>
  new Refusal(openstackErrors.fault('openstack.input', { reason, expected: '{"tags": ["<tag>"]}' }))

function checkedTag(tag: Json): string {
  if (typeof tag !== 'string') throw refused(`'${str(tag)}' is not a valid string`)
  if ([...tag].length > longest) throw refused(`'${tag}' exceeds maximum length of ${longest}`)
  return tag
}

/** The tags of a body `{"tags": […]}`. @throws Refusal `openstack.input` */
function tagsOf(asking: Asking): readonly string[] {
  const tags = bodyOf(asking)?.['tags']
  if (tags === undefined) throw refused('Invalid tags body')
  if (!Array.isArray(tags)) throw refused(`'${str(tags)}' is not a list`)
  const texts = tags.map(checkedTag)
  const repeated = texts.filter((tag, index) => texts.indexOf(tag) !== index)
  if (repeated.length > 0) throw refused(`Duplicate items in the list: '${[...new Set(repeated)].join(', ')}'`)
  return texts
}

const stored = (row: Row): readonly string[] => (row['tags'] ?? []) as readonly string[]

const missingTag = (tag: string) => new Refusal(openstackErrors.fault('openstack.tag', { tag }))

/** Who has no tags because it is not there is told so in words of its own. */
function tagged<T>(target: Target, work: () => Promise<T>): Promise<T> {
  return work().catch((error: unknown) => {
    if (!(error instanceof Refusal) || error.faults[0]?.code !== 'key.unknown') throw error
    const { kind, id } = target
    throw new Refusal(openstackErrors.fault('openstack.tagged', { resource: kind.plural, id }))
  })
}

/** @param change makes the new tags of the old ones */
function retag(
  asking: Asking,
  target: Target,
  prepare: () => { readonly change: (tags: readonly string[]) => readonly string[]; readonly answer: () => Answer },
): Promise<Answer> {
  const { kind, id, parents } = target
  return tagged(target, () =>
    commit(asking, () => {
      const { change, answer } = prepare()
      const values = (row: Row): Row => ({ tags: change(stored(row)).toSorted() })
      const update: Update = { verb: 'update', kind, id, values, parent: parentValue(kind, parents) }
      return {
        dryRun: false,
        async work(tx) {
          await requireParents(asking, parents, tx)
          await perform(asking, update, tx)
          return answer()
        },
      }
    }),
  )
}

const nothing = (): Answer => ({ status: 204, headers: {} })

const union = (tags: readonly string[], more: readonly string[]) => [...new Set([...tags, ...more])]

/** `GET …/tags` */
export const listTags = (asking: Asking, target: TagsTarget): Promise<Answer> =>
  tagged(target, async () => {
    const { row } = await found(asking, target.kind, target.id, target.parents)
    return jsonAnswer(200, { tags: stored(row) })
  })

/** `PUT …/tags`: these and no others. */
export const replaceTags = (asking: Asking, target: TagsTarget): Promise<Answer> =>
  retag(asking, target, () => {
    const tags = tagsOf(asking)
    return { change: () => tags, answer: () => jsonAnswer(200, { tags }) }
  })

/** `POST …/tags`: these too. */
export const addTags = (asking: Asking, target: TagsTarget): Promise<Answer> =>
  retag(asking, target, () => {
    const tags = tagsOf(asking)
    return { change: known => union(known, tags), answer: () => jsonAnswer(200, { tags }) }
  })

/** `DELETE …/tags` */
export const clearTags = (asking: Asking, target: TagsTarget): Promise<Answer> =>
  retag(asking, target, () => ({ change: () => [], answer: nothing }))

/** `GET …/tags/<tag>`: whether it is there. */
export const showTag = (asking: Asking, target: TagTarget): Promise<Answer> =>
  tagged(target, async () => {
    const { row } = await found(asking, target.kind, target.id, target.parents)
    if (!stored(row).includes(target.tag)) throw missingTag(target.tag)
    return nothing()
  })

/** `PUT …/tags/<tag>` */
export const addTag = (asking: Asking, target: TagTarget): Promise<Answer> =>
  retag(asking, target, () => {
    const tag = checkedTag(target.tag)
    return { change: known => union(known, [tag]), answer: () => jsonAnswer(201, null) }
  })

/** `DELETE …/tags/<tag>` */
export const removeTag = (asking: Asking, target: TagTarget): Promise<Answer> =>
  retag(asking, target, () => ({
    change(known) {
      if (!known.includes(target.tag)) throw missingTag(target.tag)
      return known.filter(tag => tag !== target.tag)
    },
    answer: nothing,
  }))
