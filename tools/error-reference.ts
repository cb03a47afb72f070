import type { FaultRow } from '@baryon/kit'
import { banner } from '@baryon/model'

/** An error table with what it is about. */
export interface ErrorChapter {
  readonly title: string
  readonly about: string
  readonly rows: Readonly<Record<string, FaultRow>>
}

/** Placeholders are shown as code; nothing else of a message becomes markup. */
const text = (template: string) => template.replaceAll(/[\\*_[\]<>#|]/g, '\\$&').replaceAll(/\{\w+\}/g, '`$&`')

const answer = ({ status, retry }: FaultRow) =>
  `${status === 0 ? 'Of a file or command' : `HTTP ${status}`}; ${retry ? 'the same request may succeed later' : 'the same again fails again'}.`

/** The anchor is the code itself, which is what a problem's `type` ends with. */
const entry = ([code, row]: readonly [string, FaultRow]) => [
  `### <a id="${code}"></a>${code}`,
  '',
  text(row.message),
  '',
  `- ${answer(row)}`,
  `- Why: ${text(row.cause)}`,
  `- Next: ${text(row.next)}`,
  '',
]

const chapter = ({ title, about, rows }: ErrorChapter) => [
  `## ${title}`,
  '',
  about,
  '',
  ...Object.entries(rows)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(entry),
]

/**
 * The page of all errors as Markdown.
 * @throws Error when two tables have the same code: a code has one meaning
 */
export function errorReference(chapters: readonly ErrorChapter[]): string {
  const seen = new Set<string>()
  for (const code of chapters.flatMap(each => Object.keys(each.rows))) {
    if (seen.has(code)) throw new Error(`the error code "${code}" is in two tables: rename one of them`)
    seen.add(code)
  }
  const lines = [
    `<!-- ${banner("the packages' error tables")} -->`,
    '',
    '# Errors',
    '',
    'Every refusal has a stable code. What stands in braces is filled in. How an answer carries them is said in',
    '[the HTTP API](../guides/api.md#errors).',
    '',
    ...chapters.flatMap(chapter),
  ]
  return `${lines.join('\n').trimEnd()}\n`
}
