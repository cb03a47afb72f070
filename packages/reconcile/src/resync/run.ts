import type { DriftSummary } from '../report.ts'

/** How a resync is run. */
export interface Run {
  readonly dryRun: boolean
  /** Goes on although the brake would stop it, and tries again what is set aside. */
  readonly force: boolean
  /** The target said that its state is another. */
  readonly diverged: boolean
  readonly signal: AbortSignal
  /** What had been held back because the target diverged may be told again, so that the repair can be. */
  resume(): void
  compared(summary: DriftSummary): void
}
