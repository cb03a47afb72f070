import { type Fault, Refusal } from '@baryon/kit'
import type { Row } from '@baryon/model'
import { SqlFailure } from './driver.ts'
import { storeErrors } from './errors.ts'
import type { Shape } from './shape/shape.ts'

/** The fault of a row whose values in these columns another object has. */
function uniqueTaken(shape: Shape, id: string, row: Row, columns: readonly string[]): Fault {
  const { kind } = shape
  const taken = shape.columns.filter(({ stored }) => columns.includes(stored)).map(({ name }) => name)
  const isKey = taken.length === kind.key.length && taken.every(name => kind.key.includes(name))
  if (isKey) return storeErrors.fault('key.taken', { kind: kind.name, id })
  const named = kind.uniques.find(
    ({ attributes }) => attributes.length === taken.length && attributes.every(name => taken.includes(name)),
  )
  const attributes = named?.attributes ?? taken
  // The value of a secret is not shown to whoever tries to guess it.
  const shown = attributes.map(name => {
    const { sensitive, writeOnly } = shape.column(name).attribute
    return sensitive || writeOnly ? `the same ${name}` : `${name} ${JSON.stringify(row[name] ?? null)}`
  })
  const pointer = `/${(attributes.at(-1) ?? '').replaceAll('~', '~0').replaceAll('/', '~1')}`
  return storeErrors.fault(
    'unique.taken',
    { kind: kind.name, attributes: attributes.join(', '), values: shown.join(', ') },
    pointer,
  )
}

/** Turns what the database refuses of the data into faults. */
export async function refusing<T>(shape: Shape, id: string, row: Row, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    const fault = error instanceof SqlFailure ? faultOf(shape, id, row, error) : undefined
    if (fault === undefined) throw error
    throw new Refusal(fault)
  }
}

function faultOf(shape: Shape, id: string, row: Row, { reason, columns }: SqlFailure): Fault | undefined {
  if (reason === 'reference') return storeErrors.fault('reference.broken', { kind: shape.kind.name, id })
  return reason === 'unique' ? uniqueTaken(shape, id, row, columns) : undefined
}
