import { readFile, stat } from 'node:fs/promises'
import { isAbsolute, relative } from 'node:path'
import type { Report } from '../check/diagnostic.ts'
import { checkLanguage } from '../check/language.ts'
import { type MapNode, member, type Node } from './node.ts'
import { newSource, type Source, startOf } from './source.ts'
import { normaliseSpelling } from './spelling.ts'
import { parseYaml } from './yaml.ts'

/** Versions of the model language. */
export type Language = '1.0' | '2.0'

/** One model file, read and checked against the schema of its language. */
export interface ModelFile {
  /** Absolute. */
  readonly path: string
  readonly source: Source
  readonly language: Language
  /** In one spelling, whatever the file used. Its shape may still be wrong where that was reported. */
  readonly content: MapNode
}

/** Larger files are refused: no model written by people is. */
const MAX_BYTES = 1024 * 1024

/** Reads each file once, however many services import it. */
export interface Files {
  /** @returns undefined when it cannot be used; why is in the report */
  open(path: string): Promise<ModelFile | undefined>
}

const LANGUAGES: ReadonlyMap<string, Language> = new Map([
  ['1.0', '1.0'],
  ['1', '1.0'],
  ['2.0', '2.0'],
  ['2', '2.0'],
])

function languageOf(root: Node, source: Source, report: Report): Language | undefined {
  const version = member(root, 'file_version')
  if (version === undefined) {
    report.add('file.version-missing', startOf(source))
    return undefined
  }
  const text = version.kind === 'scalar' ? String(typeof version.value === 'number' ? version.text : version.value) : ''
  const language = LANGUAGES.get(text)
  if (language === undefined) report.add('file.version', version.at, { version: text })
  return language
}

async function readText(path: string): Promise<{ text: string } | { fault: 'missing' | 'large' | 'encoding' }> {
  const found = await stat(path).catch(() => undefined)
  if (found === undefined || !found.isFile()) return { fault: 'missing' }
  if (found.size > MAX_BYTES) return { fault: 'large' }
  const bytes = await readFile(path)
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    return { fault: 'encoding' }
  }
}

const FAULTS = { missing: 'file.missing', large: 'file.too-large', encoding: 'file.encoding' } as const

/** @param cwd folder that shown paths are relative to */
export function shownPath(path: string, cwd: string): string {
  const near = relative(cwd, path)
  return near === '' || near.startsWith('..') || isAbsolute(near) ? path : near
}

async function load(path: string, cwd: string, report: Report): Promise<ModelFile | undefined> {
  const shown = shownPath(path, cwd)
  const read = await readText(path)
  if ('fault' in read) {
    report.add(FAULTS[read.fault], startOf(newSource(shown, '')), { path: shown, limit: MAX_BYTES })
    return undefined
  }
  const source = newSource(shown, read.text)
  const root = parseYaml(source, report)
  if (root === undefined) return undefined
  if (root.kind !== 'map') {
    report.add('file.shape', startOf(source))
    return undefined
  }
  const language = languageOf(root, source, report)
  if (language === undefined) return undefined
  checkLanguage(root, report)
  return { path, source, language, content: normaliseSpelling(root, language) }
}

export function openFiles(cwd: string, report: Report): Files {
  const cache = new Map<string, Promise<ModelFile | undefined>>()
  return {
    open(path) {
      const known = cache.get(path)
      if (known !== undefined) return known
      const file = load(path, cwd, report)
      cache.set(path, file)
      return file
    },
  }
}
