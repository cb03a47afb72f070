const wide =
  /^(?:\p{Emoji_Presentation}|\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|[\u3000-\u303f\uff01-\uff60\uffe0-\uffe6])/u
const ascii = /^[\x20-\x7e]*$/

let segmenter: Intl.Segmenter | undefined

function* characters(text: string): Iterable<{ segment: string; width: number }> {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  for (const { segment } of segmenter.segment(text)) yield { segment, width: wide.test(segment) ? 2 : 1 }
}

/** Columns that a text takes in a terminal. */
export function widthOf(text: string): number {
  if (ascii.test(text)) return text.length
  let width = 0
  for (const character of characters(text)) width += character.width
  return width
}

/** The text in at most that many columns; `…` says that some of it is left out. */
export function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text
  let kept = ''
  let used = 0
  for (const character of characters(text)) {
    if (used + character.width > width - 1) break
    kept += character.segment
    used += character.width
  }
  return `${kept}…`
}

export const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)))
