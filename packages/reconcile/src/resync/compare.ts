import type { Json } from '@baryon/kit'
import { canonical } from '../key.ts'
import type { Drift } from '../report.ts'

type Fields = NonNullable<Drift['fields']>

const fieldsAtMost = 50

const isObject = (value: unknown): value is Readonly<Record<string, Json>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

const escaped = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1')

function* differences(wanted: Json | undefined, found: Json, pointer: string): Generator<Fields[number]> {
  if (isObject(wanted) && isObject(found)) {
    for (const [name, value] of Object.entries(found))
      yield* differences(Object.hasOwn(wanted, name) ? wanted[name] : undefined, value, `${pointer}/${escaped(name)}`)
    return
  }
  if (Array.isArray(wanted) && Array.isArray(found) && wanted.length === found.length) {
    for (const [index, value] of found.entries()) yield* differences(wanted[index], value, `${pointer}/${index}`)
    return
  }
  if (wanted === undefined ? found !== null : canonical(wanted) !== canonical(found)) yield { pointer, wanted, found }
}

/** Where what is at a target differs from what is wanted. Members that the target does not tell are not compared. */
export const fieldsOf = (wanted: Json, found: Json): Fields => [...differences(wanted, found, '').take(fieldsAtMost)]
