import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const compiler = fileURLToPath(import.meta.resolve('typescript7/package.json')).replace('package.json', 'bin/tsc')

/** Compiles the files under the strictest flags. @returns what the compiler said */
export function compile(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'baryon-client-types-'))
  try {
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
    const strict = ['--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess', '--noUnusedLocals']
    const modules = [
      '--module',
      'nodenext',
      '--target',
      'es2024',
      '--allowImportingTsExtensions',
      '--verbatimModuleSyntax',
    ]
    const paths = Object.keys(files).map(name => join(folder, name))
    const { stdout, stderr } = spawnSync(process.execPath, [compiler, '--noEmit', ...strict, ...modules, ...paths], {
      encoding: 'utf8',
      cwd: folder,
    })
    return stdout + stderr
  } finally {
    rmSync(folder, { recursive: true })
  }
}
