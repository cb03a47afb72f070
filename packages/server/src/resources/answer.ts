import type { Json } from '@baryon/kit'
import type { Revision } from '@baryon/store'

/** What a request is answered with, as a value, so that it can be kept for an idempotency key. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** JSON text; without one the answer has no body. */
  readonly body?: string | undefined
}

/** An answer that is too large to be held; the pieces together are one JSON text. */
export interface StreamedAnswer extends Omit<Answer, 'body'> {
  readonly pieces: AsyncIterable<string>
}

export const jsonType = 'application/json; charset=utf-8'
export const revisionHeader = 'baryon-revision'

export const jsonAnswer = (status: number, value: Json): Answer => ({
  status,
  headers: { 'content-type': jsonType },
  body: JSON.stringify(value),
})

/** The answer with the revision that it includes or made. */
export const withRevision = (answer: Answer, revision: Revision): Answer => ({
  ...answer,
  headers: { ...answer.headers, [revisionHeader]: String(revision) },
})

/** An answer as it is kept with an idempotency key. */
export const toJson = ({ status, headers, body }: Answer): Json => ({ status, headers, body: body ?? null })

/** The kept answer. */
export function fromJson(kept: Json): Answer {
  const { status, headers, body } = kept as { status: number; headers: Record<string, string>; body: string | null }
  return { status, headers, body: body ?? undefined }
}
