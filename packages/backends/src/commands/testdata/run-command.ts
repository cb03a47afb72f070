import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { Refusal } from '@baryon/kit'
import type { Command } from 'commander'
import type { Terminal } from '../terminal.ts'

export interface Ran {
  readonly out: string
  readonly notes: string
  /** Codes of the faults that it ended with. */
  readonly faults: readonly string[]
  readonly message: string
}

/** Runs a command that writes to a terminal of its own. */
export async function runCommand(make: (terminal: Terminal) => Command, ...words: readonly string[]): Promise<Ran> {
  let [out, notes] = ['', '']
  const terminal: Terminal = { out: text => void (out += text), note: text => void (notes += text) }
  const command = make(terminal).exitOverride()
  try {
    await command.parseAsync([...words], { from: 'user' })
    return { out, notes, faults: [], message: '' }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { out, notes, faults: error.faults.map(({ code }) => code), message: error.message }
  }
}

/** A folder that is removed when the tests of the file have ended. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'baryon-commands-'))
  after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
