/** The four filters by tags. Several tags are joined by commas, or given by several parameters. */
import type { Filter } from '@baryon/model'

const tagsIn = (values: readonly string[]): readonly string[] => [...new Set(values.flatMap(value => value.split(',')))]

const each = (values: readonly string[]): readonly Filter[] =>
  tagsIn(values).map(tag => ({ attribute: 'tags', holds: tag }))

export const tagFilters: Readonly<Record<string, (values: readonly string[]) => Filter>> = {
  tags: values => ({ all: each(values) }),
  'tags-any': values => ({ any: each(values) }),
  'not-tags': values => ({ not: { all: each(values) } }),
  'not-tags-any': values => ({ not: { any: each(values) } }),
}
