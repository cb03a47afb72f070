import type { Json } from '@baryon/kit'
import type { Kind, Row } from '@baryon/model'

/** What a list of objects is wrapped in. */
export const envelopeOf = (kind: Kind): string => kind.envelope ?? kind.plural

/** One object as the body of an answer. */
export const enveloped = (kind: Kind, row: Row): Json => (kind.bare ? row : { [kind.noun]: row })
