/** Reads files as oslo.config does: sections, `key = value`, lines that go on indented, keys that come again. `$` and `%` mean nothing. */

export interface IniEntry {
  /** As written; lower case is for comparing. */
  readonly section: string
  readonly key: string
  readonly value: string
  /** Of its first line, from 1. */
  readonly line: number
}

export interface IniProblem {
  readonly line: number
  readonly problem: string
}

export interface Ini {
  /** In the order of the file; a key that came again is there again. */
  readonly entries: readonly IniEntry[]
  readonly problems: readonly IniProblem[]
}

const unquoted = (text: string) => (/^(["']).*\1$/.test(text) && text.length > 1 ? text.slice(1, -1) : text)

interface Open {
  section: string
  key: string
  lines: string[]
  line: number
}

const closed = ({ section, key, lines, line }: Open): IniEntry => ({
  section,
  key,
  value: unquoted(lines.join('\n').trim()),
  line,
})

/** One line that begins in the first column. */
function begun(text: string, section: string, line: number): Open | string | IniProblem {
  if (text.startsWith('[')) {
    const name = /^\[([^\]]+)\]\s*(?:[#;].*)?$/.exec(text)?.[1]?.trim()
    return name === undefined ? { line, problem: 'a section is a name in brackets: [RESTPROXY]' } : name
  }
  const at = text.search(/[=:]/)
  if (at < 0) return { line, problem: `a line is "key = value", not "${text.slice(0, 40)}"` }
  const key = text.slice(0, at).trim()
  if (key === '') return { line, problem: 'a line begins with its key' }
  return { section, key, lines: [text.slice(at + 1).trim()], line }
}

/** Every problem is found at once; what can be read is given beside them. */
export function readIni(text: string): Ini {
  const entries: IniEntry[] = []
  const problems: IniProblem[] = []
  let section = ''
  let open: Open | undefined
  const close = () => {
    if (open) entries.push(closed(open))
    open = undefined
  }
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    const line = raw.trimEnd()
    if (line === '') close()
    else if (/^\s*[#;]/.test(line)) continue
    else if (/^\s/.test(line)) {
      if (open) open.lines.push(line.trim())
      else
        problems.push({
          line: index + 1,
          problem: 'this line goes on behind nothing: a key begins in the first column',
        })
    } else {
      close()
      const found = begun(line, section, index + 1)
      if (typeof found === 'string') section = found
      else if ('problem' in found) problems.push(found)
      else open = found
    }
  }
  close()
  return { entries, problems }
}
