import { relative } from 'node:path'
import type { Report } from '../check/diagnostic.ts'
import { listed } from '../check/suggest.ts'
import type { Files, Language, ModelFile } from './file.ts'
import { BASE_FOLDER, type ServiceFolder } from './folder.ts'
import { type ImportScope, importPlaces, isOfPackage, resolveImport } from './imports.ts'
import { type Entry, entriesOf, entry, itemsOf, type MapNode, member, type Node, textOf } from './node.ts'
import { newSource, type Place, startOf } from './source.ts'

/** An object as one file declares it. */
export interface Declaration {
  readonly name: string
  /** Where its name is written. */
  readonly key: Place
  readonly node: MapNode
  readonly language: Language
  /** Whether it comes from an import instead of the service's own folder. */
  readonly imported: boolean
}

/** A service with all its files and imports together, nothing resolved yet. */
export interface Draft {
  readonly name: string
  readonly folder: ServiceFolder
  /** The language of its own files. */
  readonly language: Language
  /** A place to report faults of the service as a whole. */
  readonly at: Place
  readonly info: MapNode | undefined
  /** Own objects first, in the order of their declaration. */
  readonly objects: ReadonlyMap<string, Declaration>
  /** Named policy rules: own over imported. */
  readonly rules: ReadonlyMap<string, Entry>
  /** The other API it is served in, as its files say it. */
  readonly dialect: Entry | undefined
  /** API extensions by alias, in the order of their declaration. */
  readonly extensions: ReadonlyMap<string, Entry>
  /** Whether it only has base objects and is not served. */
  readonly base: boolean
  /** Whether a file could not be read, so that what seems missing may be there. */
  readonly broken: boolean
}

interface Sources {
  readonly own: readonly ModelFile[]
  readonly imported: readonly ModelFile[]
  readonly broken: boolean
}

async function openAll(paths: readonly string[], files: Files): Promise<(ModelFile | undefined)[]> {
  return Promise.all(paths.map(path => files.open(path)))
}

/** Paths are shown relative to the folder that the shown path of the file is relative to. */
function shownPlaces(places: readonly string[], file: ModelFile): readonly string[] {
  const base = file.path.slice(0, file.path.length - file.source.path.length)
  return places.map(place => (base === '' ? place : relative(base, place)))
}

function reportMissing(specifier: string, file: ModelFile, item: Node, scope: ImportScope, report: Report): void {
  const places = shownPlaces(importPlaces(specifier, file.path, scope), file)
  const hint = isOfPackage(specifier)
    ? 'No `node_modules` in a folder above this file has it. Install the package, or correct the path within it'
    : `There is no ${listed(places, 6)}. Paths are relative to a models root; \`./x.yaml\` to this file; \`npm:<package>/<path>\` to an installed package`
  report.add('import.missing', item.at, { specifier }, { hint: places.length === 0 ? undefined : hint })
}

async function followImports(own: readonly ModelFile[], files: Files, scope: ImportScope, report: Report) {
  const seen = new Set(own.map(file => file.path))
  const imported: ModelFile[] = []
  let broken = false
  const queue = [...own]
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
    for (const item of itemsOf(member(file.content, 'imports'))) {
      const specifier = textOf(item)
      if (specifier === undefined) continue
      const path = await resolveImport(specifier, file.path, scope)
      if (path === undefined) reportMissing(specifier, file, item, scope, report)
      broken ||= path === undefined
      if (path === undefined || seen.has(path)) continue
      seen.add(path)
      const next = await files.open(path)
      if (next === undefined) broken = true
      else queue.push(next)
      if (next !== undefined) imported.push(next)
    }
  }
  return { imported, broken }
}

async function gather(folder: ServiceFolder, files: Files, roots: readonly string[], report: Report): Promise<Sources> {
  const opened = await openAll(folder.files, files)
  const own = opened.filter(file => file !== undefined)
  const scope = { roots: [folder.root, ...roots.filter(root => root !== folder.root)] }
  const { imported, broken } = await followImports(own, files, scope, report)
  return { own, imported, broken: broken || own.length < opened.length }
}

function declarations({ own, imported }: Sources, report: Report): Map<string, Declaration> {
  const found = new Map<string, Declaration>()
  for (const file of own) {
    for (const { name, key, node } of entriesOf(member(file.content, 'objects'))) {
      if (node.kind !== 'map') continue
      // Gluon let the later file win, so that is no error in its language.
      if (found.has(name)) {
        const severity = file.language === '1.0' ? 'warning' : 'error'
        report.add('object.duplicate', key, { name, file: found.get(name)!.key.source.path }, { severity })
      }
      found.set(name, { name, key, node, language: file.language, imported: false })
    }
  }
  for (const file of imported) {
    for (const { name, key, node } of entriesOf(member(file.content, 'objects'))) {
      if (node.kind !== 'map') continue
      const known = found.get(name)
      if (known === undefined) found.set(name, { name, key, node, language: file.language, imported: true })
      else report.add('object.shadowed', known.key, { name, file: file.source.path }, { severity: 'warning' })
    }
  }
  return found
}

function policyRules({ own, imported }: Sources): Map<string, Entry> {
  const found = new Map<string, Entry>()
  for (const file of [...imported.toReversed(), ...own]) {
    for (const rule of entriesOf(member(file.content, 'policy_rules'))) found.set(rule.name, rule)
  }
  return found
}

/** What the files of a service say together; said twice is a fault. */
function dialectOf({ own }: Sources, report: Report): Entry | undefined {
  const [first, ...others] = own.flatMap(file => entry(file.content, 'dialect') ?? [])
  for (const other of others) report.add('dialect.twice', other.key, { file: first!.key.source.path })
  return first
}

function extensionsOf({ own }: Sources, report: Report): Map<string, Entry> {
  const found = new Map<string, Entry>()
  for (const one of own.flatMap(file => entriesOf(member(file.content, 'extensions')))) {
    const known = found.get(one.name)
    if (known === undefined) found.set(one.name, one)
    else report.add('extension.duplicate', one.key, { name: one.name, file: known.key.source.path })
  }
  return found
}

/** Members of `info` from all files, the later over the earlier. */
function mergedInfo(own: readonly ModelFile[]): MapNode | undefined {
  const parts = own.map(file => member(file.content, 'info')).filter(node => node?.kind === 'map')
  const [first] = parts
  if (first === undefined) return undefined
  const entries = new Map(parts.flatMap(part => [...part.entries]))
  return { ...first, entries }
}

function agreedLanguage(own: readonly ModelFile[], report: Report): Language {
  const language = own[0]?.language ?? '2.0'
  for (const file of own) {
    if (file.language === language) continue
    const at = entry(file.content, 'file_version')?.node.at ?? startOf(file.source)
    report.add('file.version-mixed', at, { version: file.language, other: language, file: own[0]?.source.path })
  }
  return language
}

/** Reads the files of a service and what they import, and puts them together. */
export async function draftService(
  folder: ServiceFolder,
  files: Files,
  roots: readonly string[],
  report: Report,
): Promise<Draft> {
  const sources = await gather(folder, files, roots, report)
  const info = mergedInfo(sources.own)
  const objects = declarations(sources, report)
  const first = sources.own[0]
  const infoKey = first === undefined ? undefined : entry(first.content, 'info')?.key
  const at = infoKey ?? startOf(first?.source ?? newSource(folder.path, ''))
  const base = folder.name === BASE_FOLDER
  const served = [...objects.values()].some(object => entry(object.node, 'api') !== undefined)
  if (!base && !served && !sources.broken) {
    report.add('service.empty', at, { service: folder.name, objects: listed(objects.keys()) })
  }
  return {
    name: folder.name,
    folder,
    language: agreedLanguage(sources.own, report),
    at,
    info,
    objects,
    rules: policyRules(sources),
    dialect: dialectOf(sources, report),
    extensions: extensionsOf(sources, report),
    base,
    broken: sources.broken,
  }
}
