import type { Json } from '@baryon/kit'

const WIDTH = 120

const membersOf = (value: Json, indent: string): readonly string[] => {
  if (Array.isArray(value)) return value.map((item: Json) => printed(item, indent))
  return Object.entries(value as Readonly<Record<string, Json>>).map(
    ([name, member]) => `${JSON.stringify(name)}: ${printed(member, indent, name.length + 4)}`,
  )
}

/**
 * JSON for people and for version control: what fits into a line is on one.
 * @param before characters in front of the value on its line, behind the indentation
 */
export function printed(value: Json, indent = '', before = 0): string {
  const flat = JSON.stringify(value)
  if (typeof value !== 'object' || value === null || flat.length + indent.length + before <= WIDTH) return flat
  const deeper = `${indent}  `
  const lines = membersOf(value, deeper).map(line => `\n${deeper}${line}`)
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  return `${open}${lines.join(',')}\n${indent}${close}`
}
