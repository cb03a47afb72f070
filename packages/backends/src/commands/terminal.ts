/** Where a command writes, as an argument, so that it runs without a process of its own. */
export interface Terminal {
  out(text: string): void
  /** What is said about the output. */
  note(text: string): void
}
