/** Text as one cell of a table. */
export const cell = (text: string) => text.replaceAll(/\s*\n\s*/g, ' ').replaceAll('|', '\\|')

/** Text of a model, shown as it is: nothing in it becomes markup. */
export const plain = (text: string) => text.replaceAll(/[\\`*_{}[\]<>#]/g, '\\$&')

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
