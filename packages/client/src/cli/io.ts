/** Where a command writes. */
export interface Output {
  write(text: string): unknown
  readonly isTTY?: boolean
  /** Width of the terminal in columns. */
  readonly columns?: number
}

export type Environment = Readonly<Record<string, string | undefined>>

/** A command's surroundings, as arguments, so that it runs without a process of its own. */
export interface Io {
  readonly stdin: AsyncIterable<Uint8Array | string>
  readonly stdout: Output
  readonly stderr: Output
  /** Aborted when the user interrupts. */
  readonly signal: AbortSignal
}

/** A command-line tool: answers the exit code. */
export type Program = (argv: readonly string[], env: Environment, io: Io) => Promise<number>

/** Runs a program in this process: its streams, SIGINT and SIGTERM as the interruption, and a closed pipe as the end. */
export async function runInProcess(program: Program): Promise<void> {
  const stop = new AbortController()
  const interrupt = () => stop.abort(new Error('interrupted'))
  const ownSignals = ['SIGINT', 'SIGTERM'] as const
  for (const name of ownSignals) process.once(name, interrupt)
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit(0)
  })
  const { stdin, stdout, stderr } = process
  process.exitCode = await program(process.argv.slice(2), process.env, { stdin, stdout, stderr, signal: stop.signal })
  for (const name of ownSignals) process.removeListener(name, interrupt)
  // What was interrupted may still wait for something that never comes, such as standard input.
  if (process.exitCode === 130) process.exit()
}

export async function readAll(stream: AsyncIterable<Uint8Array | string>): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of stream) text += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })
  return text + decoder.decode()
}
