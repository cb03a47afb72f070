/**
 * Holds the documents against the project: every relative link leads somewhere, every decision and guide is listed, and the import table in
 * docs/ARCHITECTURE.md is the one that is enforced.
 */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { allowedImports } from './imports.ts'

process.chdir(new URL('..', import.meta.url).pathname)
const faults: string[] = []
const documents = [
  'README.md',
  ...globSync('docs/**/*.md'),
  ...globSync('packages/*/README.md'),
  ...globSync('services/*/README.md'),
  ...globSync('examples/**/*.md'),
].sort()

/** The anchors that a Markdown page offers, made from its headings as GitHub makes them. */
function anchors(text: string): Set<string> {
  const headings = text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/^#+ +(.+)$/gm)
  return new Set(
    [...headings].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  )
}

function checkLinks(document: string, text: string) {
  const prose = text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '')
  for (const [, target = ''] of prose.matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^[a-z]+:/.test(target)) continue
    const [path = '', anchor] = target.split('#')
    const file = path === '' ? document : join(dirname(document), path)
    if (!existsSync(file)) faults.push(`${document}: the link to ${target} leads nowhere`)
    else if (anchor && file.endsWith('.md') && !anchors(readFileSync(file, 'utf8')).has(anchor))
      faults.push(`${document}: ${file} has no heading #${anchor}`)
  }
}

function checkListed(index: string, folder: string) {
  const text = readFileSync(index, 'utf8')
  for (const file of globSync(`${folder}/*.md`)) {
    const name = file.slice(folder.length + 1)
    if (name !== 'README.md' && !text.includes(`(${index.startsWith(folder) ? name : file})`))
      faults.push(`${index}: does not list ${file}`)
  }
}

function checkImportTable() {
  const architecture = readFileSync('docs/ARCHITECTURE.md', 'utf8').replaceAll(/ +/g, ' ')
  for (const [name, imports] of Object.entries(allowedImports)) {
    const row = `| \`${name}\` | ${imports.map(other => `\`${other}\``).join(', ') || 'none'} |`
    if (!architecture.includes(row)) faults.push(`docs/ARCHITECTURE.md: the import table lacks the row ${row}`)
  }
}

for (const document of documents) checkLinks(document, readFileSync(document, 'utf8'))
checkListed('docs/decisions/README.md', 'docs/decisions')
checkListed('README.md', 'docs/guides')
checkImportTable()
for (const fault of faults) console.error(fault)
console.log(`${documents.length} documents, ${faults.length} faults`)
process.exit(faults.length === 0 ? 0 : 1)
