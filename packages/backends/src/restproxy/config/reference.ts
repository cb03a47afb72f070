import { dialects } from '../dialects/registry.ts'
import { controllerFields, type Field, fields } from './table.ts'

const cell = (text: string) => text.replaceAll('|', '\\|')

function standard(value: unknown): string {
  if (value === undefined) return 'unset'
  if (value === '') return 'empty'
  return `\`${typeof value === 'object' ? JSON.stringify(value) : String(value)}\``
}

const row = ([name, field]: readonly [string, Field<unknown>]) =>
  `| \`${name}\` | ${cell(field.meaning)} | ${cell(field.bound)} | ${cell(standard(field.default))} | ${cell(field.reason)} |`

const table = (all: Readonly<Record<string, Field<unknown>>>) =>
  ['| setting | what | value | default | why |', '|---|---|---|---|---|', ...Object.entries(all).map(row)].join('\n')

const dialectTable = () =>
  [
    '| dialect | whose | generations, its own first |',
    '|---|---|---|',
    ...Object.values(dialects).map(
      ({ name, meaning, generations }) =>
        `| \`${name}\` | ${cell(meaning)} | ${generations.map(each => `\`${each}\``).join(', ')} |`,
    ),
  ].join('\n')

/** The page `docs/reference/restproxy.md`. */
export const restproxyPage = (): string => `# Configuration of restproxy

The file that \`BARYON_RESTPROXY\` names: YAML as below, where a dot is a level, or a \`restproxy.ini\` as it was. Paths are relative to the file. Unknown keys are refused, and every fault is told at once.
\`baryon controllers config FILE\` prints what is in effect and where each value came from. How to use it: [the guide](../guides/controllers.md).

\`\`\`yaml
dialect: bsn-v2.0
mode: failover
auth: { basic: "env:CONTROLLER_AUTH" }
controllers:
  - { name: east, url: "https://192.0.2.10:8443" }
  - { name: west, url: "https://192.0.2.11:8443" }
\`\`\`

## Dialects

${dialectTable()}

## Of all controllers

${table(fields)}

## Of each below \`controllers\`

A text alone is its \`url\`. What is not given is as it is for all.

${table(controllerFields)}
`
