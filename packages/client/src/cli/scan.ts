import { connectionFlags } from './options.ts'
import type { ConnectionOptions } from './settings.ts'

/** What can be seen on a command line before the models are known that say what its options mean. */
export interface Scanned {
  readonly connection: ConnectionOptions
  readonly format: string | undefined
  /** The first words, up to the first option behind them. */
  readonly words: readonly string[]
  /** The line without the connection options. */
  readonly rest: readonly string[]
  /** The line from the first word on, with everything in it. */
  readonly whole: readonly string[]
}

const formatFlags = new Set(['-f', '--format'])

const keyOf = (flag: string) => flag.slice(2) as keyof ConnectionOptions

/** Finds the connection options anywhere on the line, and the words it begins with. */
export function scan(argv: readonly string[]): Scanned {
  const connection: Record<string, string | boolean> = {}
  const words: string[] = []
  const rest: string[] = []
  let format: string | undefined
  let first: number | undefined
  let inWords = true
  for (let index = 0; index < argv.length; index++) {
    const token = argv[index] as string
    if (token === '--') {
      rest.push(...argv.slice(index))
      break
    }
    const equals = token.startsWith('--') ? token.indexOf('=') : -1
    const flag = equals < 0 ? token : token.slice(0, equals)
    const takesValue = connectionFlags.get(flag)
    const value = () => (equals < 0 ? argv[++index] : token.slice(equals + 1))
    if (takesValue !== undefined) {
      const given = takesValue ? value() : true
      if (given !== undefined) connection[keyOf(flag)] = given
    } else if (first === undefined && formatFlags.has(flag)) format = value()
    else {
      rest.push(token)
      if (token.startsWith('-') && token !== '-') inWords = first === undefined
      else {
        first ??= index
        if (inWords) words.push(token)
      }
    }
  }
  return { connection, format, words, rest, whole: argv.slice(first ?? argv.length) }
}
