/** A second signal within this time (milliseconds) is the same key press: Ctrl-C reaches npm too, which passes it on. */
const samePress = 500

const exitAtOnce: Readonly<Record<string, number>> = { SIGINT: 130, SIGTERM: 143 }

/**
 * Waits for SIGINT or SIGTERM. A second one afterwards ends the process at once.
 * @param now milliseconds
 */
export function stopSignal(now: () => number, exit: (code: number) => void): Promise<NodeJS.Signals> {
  let first: number | undefined
  return new Promise(resolve => {
    const received = (signal: NodeJS.Signals) => {
      if (first === undefined) {
        first = now()
        resolve(signal)
      } else if (now() - first > samePress) exit(exitAtOnce[signal] ?? 1)
    }
    process.on('SIGINT', received)
    process.on('SIGTERM', received)
  })
}
