import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The project's own folder. */
export const projectRoot = new URL('../..', import.meta.url).pathname

/**
 * A copy of the project as a clone would hold it, with what is installed (by hard links), in a folder of its own.
 * So a document is followed in an empty place without touching the work tree.
 */
export function copyProject(): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'baryon-copy-'))
  const script =
    'git ls-files -coz --exclude-standard | while IFS= read -r -d "" file; do [ -e "$file" ] && printf "%s\\0" "$file"; done | xargs -0 cp --parents -t "$0" && cp -al node_modules "$0/" && git -C "$0" init -q'
  execFileSync('bash', ['-c', script, folder], { cwd: projectRoot, stdio: ['ignore', 'ignore', 'inherit'] })
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** A port of 127.0.0.1 that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
