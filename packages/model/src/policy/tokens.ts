/** The words and parentheses of a policy. A check is one word; an attribute in `%(…)s` and a quoted constant may hold anything but a line end. */

export interface Token {
  readonly text: string
  /** Counted from 1. */
  readonly column: number
}

const tokenShape = /\s*(?:([()])|((?:%\([^)\s]*\)s|'[^']*'|"[^"]*"|[^\s()])+))/y

export function tokensOf(source: string): readonly Token[] {
  const tokens: Token[] = []
  tokenShape.lastIndex = 0
  let end = 0
  for (let match = tokenShape.exec(source); match !== null; match = tokenShape.exec(source)) {
    const text = match[1] ?? match[2]!
    end = tokenShape.lastIndex
    tokens.push({ text, column: end - text.length + 1 })
  }
  return tokens
}
