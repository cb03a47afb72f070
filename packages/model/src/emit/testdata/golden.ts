import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Compares text with a committed file. `UPDATE_GOLDEN=1` writes the file instead; look at the difference before committing it. */
export function assertGolden(file: URL, text: string) {
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(dirname(file.pathname), { recursive: true })
    writeFileSync(file, text)
  }
  assert.equal(text, readFileSync(file, 'utf8'), `${file.pathname} differs; run the test with UPDATE_GOLDEN=1 to accept`)
}
