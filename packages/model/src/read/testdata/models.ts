import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { TestContext } from 'node:test'
import type { Attribute, Kind, Service } from '../../ir.ts'
import { type Loaded, loadModels } from '../load.ts'

/** Writes files below a new folder, which goes when the test does. @returns the folder */
export async function writeFiles(context: TestContext, files: Readonly<Record<string, string>>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'baryon-models-'))
  context.after(() => rm(root, { recursive: true }))
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), text)
  }
  return root
}

/** Loads models that are written as files below one root. */
export async function loadFiles(context: TestContext, files: Readonly<Record<string, string>>): Promise<Loaded> {
  const root = await writeFiles(context, files)
  return loadModels([root], { cwd: root })
}

const INFO = 'file_version: "2.0"\ninfo: { name: things, version: "1.0" }\n'

/** Loads one service `things`, of version 2, with these objects. */
export const loadObjects = (context: TestContext, objects: string): Promise<Loaded> =>
  loadFiles(context, { 'things/things.yaml': `${INFO}objects:\n${objects}` })

export function serviceIn({ services, diagnostics }: Loaded, name = 'things'): Service {
  const found = services.find(service => service.name === name)
  if (found === undefined) throw new Error(`no service "${name}": ${JSON.stringify(diagnostics, null, 2)}`)
  return found
}

export function kindIn(loaded: Loaded, name: string, service = 'things'): Kind {
  const found = serviceIn(loaded, service).kinds.find(kind => kind.name === name)
  if (found === undefined) throw new Error(`no kind "${name}"`)
  return found
}

export function attributeIn(kind: Kind, name: string): Attribute {
  const found = kind.attributes.find(attribute => attribute.name === name)
  if (found === undefined) throw new Error(`no attribute "${name}"`)
  return found
}
