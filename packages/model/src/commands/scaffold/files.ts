import { exampleFile } from './example.ts'
import { modelFile } from './model.ts'
import { readmeFile } from './readme.ts'
import { testFile } from './test-file.ts'

/** What the files of a new service have in common. */
export interface Scaffold {
  /** Name of the service and of its folder. */
  readonly name: string
  /** Name for people. */
  readonly title: string
  /** Path from the folder of the service to Baryon itself. */
  readonly baryon: string
  /** Path of the folder, for commands that are run in the folder of Baryon. */
  readonly path: string
}

/** Files of a new service by name. */
export const scaffoldFiles = (scaffold: Scaffold): Readonly<Record<string, string>> => ({
  'model.yaml': modelFile(scaffold),
  'example.json': exampleFile(scaffold),
  'example.test.ts': testFile(scaffold),
  'README.md': readmeFile(scaffold),
})
