/** Writes a text that a regular expression matches. Knows what models use: literals, classes, groups, alternatives, quantifiers. */

const classes: Readonly<Record<string, string>> = { d: '0', w: 'a', s: ' ', D: 'a', W: '-', S: 'a' }
const controls: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', f: '\f', v: '\v' }
const CANDIDATES = 'a0-_:./A b1cxz9B,;@+=#~!?*()[]{}<>|&%$^"\'\\é'

class Sampler {
  readonly #pattern: string
  readonly #repeats: number
  #at = 0

  constructor(pattern: string, repeats: number) {
    this.#pattern = pattern
    this.#repeats = repeats
  }

  /** The first alternative that writes anything, up to the end of the group. */
  alternatives(): string {
    let sample = this.#sequence()
    while (this.#pattern[this.#at] === '|') {
      this.#at += 1
      const other = this.#sequence()
      if (sample === '') sample = other
    }
    return sample
  }

  #sequence(): string {
    let sample = ''
    while (this.#at < this.#pattern.length && this.#pattern[this.#at] !== '|' && this.#pattern[this.#at] !== ')') {
      const atom = this.#atom()
      sample += atom.repeat(this.#times())
    }
    return sample
  }

  #atom(): string {
    const character = String.fromCodePoint(this.#pattern.codePointAt(this.#at)!)
    this.#at += character.length
    if (character === '^' || character === '$') return ''
    if (character === '.') return 'a'
    if (character === '\\') return this.#escape()
    if (character === '[') return this.#class()
    return character === '(' ? this.#group() : character
  }

  #group(): string {
    const opening = /^\?(?::|<[A-Za-z_]\w*>|<?[=!])/.exec(this.#pattern.slice(this.#at))?.[0] ?? ''
    this.#at += opening.length
    const sample = this.alternatives()
    this.#at += 1
    return /[=!]$/.test(opening) ? '' : sample
  }

  #escape(): string {
    const letter = this.#pattern[this.#at]!
    this.#at += 1
    if (letter === 'b' || letter === 'B') return ''
    if (letter === 'p' || letter === 'P') {
      const start = this.#at - 2
      this.#at = this.#pattern.indexOf('}', this.#at) + 1
      return this.#oneOf(start)
    }
    const code = /^(?:u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))/.exec(this.#pattern.slice(this.#at - 1))
    if (code !== null) {
      this.#at += code[0].length - 1
      return String.fromCodePoint(Number.parseInt(code[1] ?? code[2] ?? code[3]!, 16))
    }
    return classes[letter] ?? controls[letter] ?? letter
  }

  #class(): string {
    const start = this.#at - 1
    if (this.#pattern[this.#at] === '^') this.#at += 1
    while (this.#at < this.#pattern.length && this.#pattern[this.#at] !== ']') {
      this.#at += this.#pattern[this.#at] === '\\' ? 2 : 1
    }
    this.#at += 1
    return this.#oneOf(start)
  }

  /** A character of the class that was just read. */
  #oneOf(start: number): string {
    const expression = new RegExp(this.#pattern.slice(start, this.#at), 'u')
    return [...CANDIDATES, ...this.#pattern.slice(start)].find(candidate => expression.test(candidate)) ?? 'a'
  }

  /** How often the atom before is repeated: as little as it may, plus the wanted repeats where it has a choice. */
  #times(): number {
    const quantifier = /^(?:([*+?])|\{(\d+)(,(\d*))?\})\??/.exec(this.#pattern.slice(this.#at))
    if (quantifier === null) return 1
    this.#at += quantifier[0].length
    const [, sign, least, range, most] = quantifier
    if (sign !== undefined)
      return sign === '?' ? Math.min(1, this.#repeats) : Math.max(this.#repeats, sign === '+' ? 1 : 0)
    if (range === undefined) return Number(least)
    return Math.min(Math.max(Number(least), this.#repeats), most === '' ? Number.POSITIVE_INFINITY : Number(most))
  }
}

/** @param repeats how often what may repeat is repeated, within its bounds */
export function sampleOfPattern(pattern: string, repeats: number): string {
  return new Sampler(pattern, repeats).alternatives()
}
