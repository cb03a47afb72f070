import { lowerCase, textScalar } from './text.ts'

const dashed = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const anyCase = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const bare = /^[0-9a-f]{32}$/i

/**
 * A UUID in lower case with dashes, from either spelling (Keystone writes ids without dashes).
 * @returns undefined when the text is no UUID
 */
export function canonicalUuid(text: string): string | undefined {
  if (text.length === 36) {
    if (dashed.test(text)) return text
    return anyCase.test(text) ? text.toLowerCase() : undefined
  }
  if (text.length !== 32 || !bare.test(text)) return undefined
  const hex = text.toLowerCase()
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

export const uuid = textScalar({
  name: 'uuid',
  summary: 'A UUID, with or without dashes; kept in lower case with dashes.',
  placeholder: 'uuid',
  bound: 'uuid',
  prefix: lowerCase,
  owner: true,
  formats: { uuid: text => canonicalUuid(text) !== undefined },
  schema: () => ({ format: 'uuid' }),
  phrase: () => 'a UUID',
  canonical: canonicalUuid,
  example: () => '5b4cae22-0f3a-4d0a-9c4b-3f2a1e6d7c8b',
})
