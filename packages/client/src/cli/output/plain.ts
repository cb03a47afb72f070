const control = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu

const names: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** One line of text without control characters, so that no stored value can steer the terminal. */
export const plain = (text: string): string =>
  text.replace(control, character => names[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
