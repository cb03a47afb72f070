/** What each operator of a list means as a filter. */
import type { Json } from '@baryon/kit'
import { type Attribute, type Filter, type OperatorSuffix, partOf } from '@baryon/model'

/** @param values at least one, each of the operator's type */
type ToFilter = (attribute: Attribute, values: readonly Json[]) => Filter

const isAny: ToFilter = ({ name }, values) => ({ attribute: name, in: values })

export const filterOf: Readonly<Record<OperatorSuffix, ToFilter>> = {
  '': isAny,
  '.in': isAny,
  '.not': (attribute, values) => ({ not: isAny(attribute, values) }),
  '.prefix': ({ name, type }, values) => ({
    any: values.map(value => ({ attribute: name, prefix: partOf(type, value) })),
  }),
  '.contains': ({ name, type }, values) => ({
    any: values.map(value => ({ attribute: name, contains: partOf(type, value) })),
  }),
  '.from': ({ name }, values) => ({ all: values.map(from => ({ attribute: name, from })) }),
  '.to': ({ name }, values) => ({ all: values.map(to => ({ attribute: name, to })) }),
  '.has': ({ name }, values) => ({ all: values.map(holds => ({ attribute: name, holds })) }),
  '.null': (attribute, values) => ({
    any: values.map(value => {
      const isNull = isAny(attribute, [null])
      return value === true ? isNull : { not: isNull }
    }),
  }),
}
