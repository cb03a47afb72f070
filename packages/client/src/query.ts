type Scalar = string | number | boolean

interface Members {
  readonly in?: readonly Scalar[]
  readonly not?: Scalar | readonly Scalar[]
  readonly prefix?: string
  /** Inclusive bounds. */
  readonly from?: Scalar
  readonly to?: Scalar
  /** Of a list: holds this value. */
  readonly has?: Scalar
  readonly null?: boolean
}

/** What one attribute of the listed objects has to be. Several members have to be true together. */
export type Condition = Scalar | null | readonly Scalar[] | Members

export type Conditions = Readonly<Record<string, Condition>>

const isList = (value: Condition): value is readonly Scalar[] => Array.isArray(value)

function append(query: URLSearchParams, attribute: string, condition: Condition): void {
  if (condition === null) query.append(`${attribute}.null`, 'true')
  else if (isList(condition)) for (const value of condition) query.append(attribute, String(value))
  else if (typeof condition === 'object') appendMembers(query, attribute, condition)
  else query.append(attribute, String(condition))
}

function appendMembers(query: URLSearchParams, attribute: string, members: Members): void {
  for (const [operator, value] of Object.entries(members))
    for (const one of [value].flat())
      query.append(operator === 'in' ? attribute : `${attribute}.${operator}`, String(one))
}

/** The conditions as the parameters of a list (`name=x`, `mtu.from=1500`). `in` becomes a repeated parameter, so that its values may hold commas. */
export function conditionParameters(conditions: Conditions): URLSearchParams {
  const query = new URLSearchParams()
  for (const [attribute, condition] of Object.entries(conditions)) append(query, attribute, condition)
  return query
}
