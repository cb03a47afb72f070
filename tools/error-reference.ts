import type { FaultRow } from '@baryon/kit'
import { banner } from '@baryon/model'

/** An error table with what it is about. */
export interface ErrorChapter {
  readonly title: string
  readonly about: string
  readonly rows: Readonly<Record<string, FaultRow>>
}

/** Nothing outside of backticks becomes markup. */
const escaped = (text: string) => text.replaceAll(/[\\*[\]<>#|]|(?<!\w)_|_(?!\w)/g, '\\$&')

/** Placeholders are shown as code, as is what stands in backticks. */
const text = (template: string) =>
  template
    .split(/(`[^`]+`|\{\w+\})/)
    .map((part, at) => (at % 2 === 0 ? escaped(part) : `\`${part.replaceAll('`', '')}\``))
    .join('')

const answer = ({ status, retry }: FaultRow) =>
  `${status === 0 ? 'Of a file or command' : `HTTP ${status}`}; ${retry ? 'the same request may succeed later' : 'the same again fails again'}.`

/** The anchor is the code itself, which is what a problem's `type` ends with. */
const entry = ([code, row]: readonly [string, FaultRow]) => [
  `<a id="${code}"></a>`,
  '',
  `### ${code}`,
  '',
  text(row.message),
  '',
  `- ${answer(row)}`,
  `- Why: ${text(row.cause)}`,
  `- Next: ${text(row.next)}`,
  ...(row.name === undefined ? [] : [`- To clients of OpenStack: \`${row.name}\``]),
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

/** A code that several packages refuse with means the same in all of them. @throws Error when it has two HTTP statuses */
function checkStatuses(chapters: readonly ErrorChapter[]) {
  const known = new Map<string, number>()
  for (const [code, { status }] of chapters.flatMap(each => Object.entries(each.rows))) {
    if (status === 0) continue
    const other = known.get(code)
    if (other !== undefined && other !== status)
      throw new Error(`the error code "${code}" has the statuses ${other} and ${status}: rename one of them`)
    known.set(code, status)
  }
}

/** The page of all errors as Markdown. @throws Error when a code has two HTTP statuses */
export function errorReference(chapters: readonly ErrorChapter[]): string {
  checkStatuses(chapters)
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
