/** What the last word may become. */
export interface Candidate {
  readonly value: string
  readonly description: string
}

/** Says that a file is wanted, which the shell completes by itself. */
export const FILES: Candidate = { value: ':files', description: '' }

export const simple = (values: Iterable<string>): Candidate[] =>
  [...new Set(values)].map(value => ({ value, description: '' }))

export const described = (ones: readonly { readonly name: string; readonly description: string }[]): Candidate[] =>
  ones.map(({ name, description }) => ({ value: name, description }))

const onOneLine = (text: string) => text.replaceAll(/[\t\r\n]+/g, ' ')

/** As the scripts read it: the value, a tab, the description. */
export const lineOf = (candidate: Candidate): string =>
  candidate === FILES ? FILES.value : `${onOneLine(candidate.value)}\t${onOneLine(candidate.description)}`
