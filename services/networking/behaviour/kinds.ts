import type { Behaviour } from '@baryon/decide'
import type { Settings } from './settings.ts'

/** The behaviours of one topic, by the name of the kind. */
export type Kinds = (settings: Settings) => Readonly<Record<string, Behaviour>>
