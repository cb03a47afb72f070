/** A process is a list of parts, started in order and stopped in reverse. */
export interface Part {
  readonly name: string
  /** Names of parts that must be started before this one. */
  readonly needs: readonly string[]
  start(): Promise<void>
  stop(): Promise<void>
}

/** The running parts of a process. */
export interface Running {
  /** Stops the parts in reverse order. Errors of one part do not keep the others from stopping; the first is thrown at the end. */
  stop(): Promise<void>
}

function checkOrder(parts: readonly Part[]) {
  const seen = new Set<string>()
  for (const part of parts) {
    const missing = part.needs.filter(need => !seen.has(need))
    if (missing.length > 0) throw new Error(`part "${part.name}" needs "${missing.join('", "')}" started before it`)
    if (seen.has(part.name)) throw new Error(`part "${part.name}" is listed twice`)
    seen.add(part.name)
  }
}

async function stopAll(started: readonly Part[]) {
  const errors: unknown[] = []
  for (const part of started.toReversed()) {
    try {
      await part.stop()
    } catch (error) {
      errors.push(error)
    }
  }
  if (errors.length > 0) throw errors[0]
}

/** Starts the parts one after the other. When one fails, those already started are stopped and its error is thrown. */
export async function startParts(parts: readonly Part[]): Promise<Running> {
  checkOrder(parts)
  const started: Part[] = []
  try {
    for (const part of parts) {
      await part.start()
      started.push(part)
    }
  } catch (error) {
    await stopAll(started).catch(() => {})
    throw error
  }
  let stopping: Promise<void> | undefined
  return {
    stop() {
      stopping ??= stopAll(started)
      return stopping
    },
  }
}
