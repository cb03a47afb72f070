/** Compiled once each; there are as many as the models have patterns. */
const patterns = new Map<string, RegExp>()

/** The regular expression of a pattern in a model: flag `u`, not anchored. @throws SyntaxError */
export function patternOf(pattern: string): RegExp {
  let expression = patterns.get(pattern)
  if (expression === undefined) {
    expression = new RegExp(pattern, 'u')
    patterns.set(pattern, expression)
  }
  return expression
}
