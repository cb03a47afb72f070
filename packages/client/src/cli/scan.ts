import { connectionFlags } from './options.ts'
import type { ConnectionOptions } from './settings.ts'

/** What can be seen on a command line before the models are known that say what its options mean. */
export interface Scanned {
  readonly connection: ConnectionOptions
  readonly format: string | undefined
  /** The first words, up to the first option behind them. */
  readonly words: readonly string[]
  /** The line from the first word on. Without one: what is left of it. */
  readonly rest: readonly string[]
  /** Connection options that stand behind the first word. */
  readonly behind: ReadonlySet<string>
}

const formatFlags = new Set(['-f', '--format'])

const keyOf = (flag: string) => flag.slice(2) as keyof ConnectionOptions

/**
 * Finds the connection options anywhere on the line, and the words it begins with.
 * @param notBehind connection options that mean an attribute when they stand behind the first word
 */
export function scan(argv: readonly string[], notBehind: ReadonlySet<string> = new Set()): Scanned {
  const connection: Record<string, string | boolean> = {}
  const behind = new Set<string>()
  const words: string[] = []
  const left: string[] = []
  let format: string | undefined
  let first: number | undefined
  let inWords = true
  for (let index = 0; index < argv.length; index++) {
    const token = argv[index] as string
    if (token === '--') break
    if (!token.startsWith('-') || token === '-') {
      first ??= index
      if (inWords) words.push(token)
      continue
    }
    const equals = token.startsWith('--') ? token.indexOf('=') : -1
    const flag = equals < 0 ? token : token.slice(0, equals)
    const takesValue = connectionFlags.get(flag)
    const value = () => (equals < 0 ? argv[++index] : token.slice(equals + 1))
    if (takesValue !== undefined) {
      if (first !== undefined) {
        behind.add(flag)
        inWords = false
        if (notBehind.has(flag)) continue
      }
      const given = takesValue ? value() : true
      if (given !== undefined) connection[keyOf(flag)] = given
    } else if (first === undefined && formatFlags.has(flag)) format = value()
    else if (first === undefined) left.push(token)
    else inWords = false
  }
  return { connection, format, words, rest: first === undefined ? left : [...left, ...argv.slice(first)], behind }
}
