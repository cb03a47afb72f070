import { stat } from 'node:fs/promises'
import { dirname, isAbsolute, join, normalize, resolve } from 'node:path'

/** Where an import may come from. */
export interface ImportScope {
  /** The models root of the service that imports, then all others in the order they were given. */
  readonly roots: readonly string[]
}

const PACKAGE = 'npm:'

export const isOfPackage = (specifier: string): boolean => specifier.startsWith(PACKAGE)

const isFile = async (path: string) => (await stat(path).catch(() => undefined))?.isFile() ?? false

/** Whether a path would leave the folder it is relative to. */
const escapes = (path: string) => isAbsolute(path) || normalize(path).startsWith('..')

function packageCandidates(specifier: string, from: string): string[] {
  if (escapes(specifier)) return []
  const candidates: string[] = []
  for (let folder = dirname(from); ; folder = dirname(folder)) {
    candidates.push(join(folder, 'node_modules', specifier))
    if (folder === dirname(folder)) return candidates
  }
}

/** The files that an import could have meant, in the order they were looked for; none when it leads out of where it may. */
export function importPlaces(specifier: string, from: string, scope: ImportScope): readonly string[] {
  if (isOfPackage(specifier)) return packageCandidates(specifier.slice(PACKAGE.length), from)
  if (/^\.\.?\//.test(specifier)) return [resolve(dirname(from), specifier)]
  if (isAbsolute(specifier)) return [specifier]
  return escapes(specifier) ? [] : scope.roots.map(root => join(root, specifier))
}

/**
 * The file an import means: `./x.yaml` is relative to the file that imports, `npm:<package>/<path>` is a file of an
 * installed package, anything else is relative to a models root.
 * @returns its absolute path, or undefined when there is none
 */
export async function resolveImport(specifier: string, from: string, scope: ImportScope): Promise<string | undefined> {
  for (const path of importPlaces(specifier, from, scope)) if (await isFile(path)) return path
  return undefined
}
