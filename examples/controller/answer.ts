/** What a controller answers, and how it refuses. */
import type { Json } from './json.ts'

export interface Answer {
  readonly status: number
  readonly body: Json
  readonly headers?: Readonly<Record<string, string>>
}

export const ok: Answer = { status: 200, body: { status: 'ok' } }
export const found = (body: Json): Answer => ({ status: 200, body })

/** The form in which Floodlight says that something failed. */
export const refusal = (status: number, description: string): Answer => ({
  status,
  body: { code: status, description },
})

export const malformed = (description: string) => refusal(400, description)
/** The word by which clients know that the controller misses a network, and tell it everything. */
export const missingParent = (kind: string, id: string) => refusal(404, `NXVNS: there is no ${kind} "${id}"`)
export const missing = (kind: string, id: string) => refusal(404, `there is no ${kind} "${id}"`)
export const exists = (kind: string, id: string) => refusal(409, `there is a ${kind} "${id}" already`)
