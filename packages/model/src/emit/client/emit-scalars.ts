import type { Scalar } from '../../types/scalar.ts'
import { scalars } from '../../types/scalars.ts'
import { banner } from '../emitter.ts'

const row = ({ name, placeholder, column, widget }: Scalar) =>
  `  ${JSON.stringify(name)}: ${JSON.stringify({ placeholder, column, document: widget === 'textarea' })},\n`

/** What a command line has to know of the scalars before it reads a value: a table, so that it starts without loading the types. */
export const emitScalars = (): string => `// ${banner('packages/model/src/types')}
import type { Column, ScalarName } from '@baryon/model'

export interface ScalarFacts {
  /** What stands for a value in the help of a command. */
  readonly placeholder: string
  /** What its values are where they are kept. */
  readonly column: Column
  /** Whether values are whole documents, which come from files and have no place in a table or on a line. */
  readonly document: boolean
}

export const scalars: Readonly<Record<ScalarName, ScalarFacts>> = {
${Object.values(scalars).map(row).join('')}}
`
