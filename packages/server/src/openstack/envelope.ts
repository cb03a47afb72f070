import type { Json } from '@baryon/kit'
import type { Kind, Row } from '@baryon/model'

/** One object as the body of an answer. */
/** What a list of them is wrapped in. */
export const envelopeOf = (kind: Kind): string => kind.envelope ?? kind.plural

export const enveloped = (kind: Kind, row: Row): Json => (kind.bare ? row : { [kind.noun]: row })
