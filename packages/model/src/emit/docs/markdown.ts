/** Text as one cell of a table. */
export const cell = (text: string) => text.replaceAll(/\s*\n\s*/g, ' ').replaceAll('|', '\\|')

/** Text that is shown as it is: nothing in it becomes markup. */
export const plain = (text: string) => text.replaceAll(/[\\`*{}[\]<>#]|(?<!\w)_|_(?!\w)/g, '\\$&')

/** What a model's author wrote: nothing in it becomes markup but code in backticks. */
export const prose = (text: string) =>
  text
    .split(/(`[^`\n]+`)/)
    .map((part, at) => (at % 2 === 1 ? part : plain(part)))
    .join('')

/** Code of one line; a backtick in it needs a longer fence. */
export function code(text: string): string {
  const flat = text.replaceAll(/\s*\n\s*/g, ' ')
  return flat.includes('`') ? `\`\` ${flat} \`\`` : `\`${flat}\``
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return []
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line), '']
}

export const fence = (language: string, lines: readonly string[]) => [`\`\`\`${language}`, ...lines, '```', '']
