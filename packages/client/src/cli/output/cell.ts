import type { Json } from '@baryon/kit'
import { plain } from './plain.ts'

const isSimple = (value: Json): boolean => typeof value !== 'object' || value === null

function listText(values: readonly Json[]): string {
  return values.every(isSimple) ? values.map(value => cellText(value)).join(', ') : JSON.stringify(values)
}

function objectText(value: { readonly [key: string]: Json }): string {
  const members = Object.entries(value)
  if (!members.every(([, one]) => isSimple(one))) return JSON.stringify(value)
  return members.map(([key, one]) => `${key}=${cellText(one)}`).join(', ')
}

/** A value for the eyes, on one line. */
export function cellText(value: Json | undefined): string {
  if (value === null || value === undefined) return '-'
  if (typeof value !== 'object') return plain(String(value))
  return plain(Array.isArray(value) ? listText(value) : objectText(value as { readonly [key: string]: Json }))
}

/** A value for a program: nothing for null, lists and objects as JSON. */
export function rawText(value: Json | undefined): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
