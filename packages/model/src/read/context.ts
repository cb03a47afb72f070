import type { Report } from '../check/diagnostic.ts'
import type { PolicyReader } from './attribute-policies.ts'
import type { Language } from './file.ts'
import type { ServiceView, World } from './world.ts'

/** What reading a type needs to know around it. */
export interface TypeContext {
  readonly world: World
  readonly view: ServiceView
  readonly report: Report
  readonly language: Language
  /** A base object: what it refers to need not exist in the file that declares it. */
  readonly abstract: boolean
  /** Reads policies of members, where they may have some. */
  readonly policy?: PolicyReader | undefined
}
