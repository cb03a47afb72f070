export { type DialectName, emitSql, tableStatements } from './emit/sql/emit-sql.ts'
export { columnName, internalColumns, linkTable } from './emit/sql/layout.ts'
export type { Filter } from './filter.ts'
export type {
  Action,
  Attribute,
  Binding,
  Companion,
  Index,
  Kind,
  KindName,
  ListType,
  MapType,
  ObjectType,
  Plane,
  Policy,
  Reference,
  ReferenceType,
  Row,
  Rule,
  ScalarName,
  ScalarType,
  Service,
  StandardVerb,
  Type,
  Unique,
} from './ir.ts'
export type { Caller, PolicyExpression } from './policy/expression.ts'
