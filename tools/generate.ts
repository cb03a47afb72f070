/**
 * `npm run generate`: writes every committed file that is made from models or tables.
 * With `--check` it writes nothing, prints those that are stale, and exits 1 when there are any.
 */
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { artefacts, ownedFolders } from './artefacts.ts'

process.chdir(new URL('..', import.meta.url).pathname)
const unknown = process.argv.slice(2).filter(each => each !== '--check')
if (unknown.length > 0) {
  console.error(`Give --check or nothing (not "${unknown.join('", "')}")`)
  process.exit(2)
}

const made = await artefacts()
const paths = new Set(made.map(each => each.path))
const stale = made.filter(({ path, text }) => !existsSync(path) || readFileSync(path, 'utf8') !== text)
const orphans = ownedFolders.flatMap(folder => globSync(`${folder}/*`)).filter(path => !paths.has(path))

if (process.argv.includes('--check')) {
  for (const { path } of stale) console.error(`${path} is stale`)
  for (const path of orphans) console.error(`${path} is no longer made`)
  const count = stale.length + orphans.length
  console.log(count === 0 ? `${made.length} artefacts are fresh` : 'Run npm run generate and commit what it wrote')
  process.exit(count === 0 ? 0 : 1)
}

for (const { path, text } of stale) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  console.log(`wrote ${path}`)
}
for (const path of orphans) {
  rmSync(path)
  console.log(`removed ${path}`)
}
console.log(`${made.length} artefacts, ${stale.length} written, ${orphans.length} removed`)
