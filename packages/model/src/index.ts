export { answersItself } from './action.ts'
export { type Diagnostic, formatDiagnostic } from './check/diagnostic.ts'
export { fileErrors } from './check/errors.ts'
export { decode, encode, type OrderedCodec, orderedCodec, type SqlValue } from './codec.ts'
export { commandErrors } from './commands/errors.ts'
export { emitClientTypes } from './emit/client/emit-client-types.ts'
export { emitDiagram } from './emit/diagram/emit-diagram.ts'
export { emitDocs } from './emit/docs/emit-docs.ts'
export { type Artefact, banner, type Emitter } from './emit/emitter.ts'
export { emitters } from './emit/emitters.ts'
export { emitOpenApi, type OpenApiOptions } from './emit/openapi/emit-openapi.ts'
export {
  type ElementColumn,
  elementColumns,
  elementIndexes,
  elementOwner,
  elementTable,
} from './emit/sql/elements.ts'
export { type DialectName, elementStatements, emitSql, indexStatements, tableStatements } from './emit/sql/emit-sql.ts'
export { identifier } from './emit/sql/identifier.ts'
export { columnName, indexesOf, internalColumns } from './emit/sql/layout.ts'
export { modelErrors } from './errors.ts'
export { checkExpression, type ExpressionProblem, expressionProblem } from './expression/check.ts'
export { evaluate } from './expression/evaluate.ts'
export { expressionFunctions } from './expression/network.ts'
export { type Place, type Scope, scopeFor } from './expression/scope.ts'
export { compareText, type Filter, matches, sameJson } from './filter.ts'
export type {
  Action,
  ApiDialect,
  Attribute,
  AttributePolicies,
  Binding,
  Companion,
  ElementIndex,
  Extension,
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
export { idOf, keyOf } from './key.ts'
export { languageArtefacts } from './language/artefacts.ts'
export { comparedAs, type Operator, type OperatorSuffix, operators, partOf } from './operators.ts'
export { applyPolicies } from './policy/apply.ts'
export { isAdmin, permits, visible } from './policy/decide.ts'
export { type Caller, type PolicyExpression, targetsOf } from './policy/expression.ts'
export { parsePolicy } from './policy/parse.ts'
export { gluonRules, standardRules } from './policy/rules.ts'
export type { PolicyKind } from './policy/target.ts'
export { type Loaded, type LoadOptions, loadModels } from './read/load.ts'
export { attributeOf, type Referrer, Registry } from './registry.ts'
export { attributeSchema, type BodyMode, bodySchema, inputSchema } from './schema.ts'
export { type Address, formatAddress, parseAddress } from './types/address.ts'
export { isRequired, isShown, isStored, isWritable } from './types/attribute.ts'
export type { Column, ExpressionType, JsonSchema, Scalar, Widget } from './types/scalar.ts'
export { scalars } from './types/scalars.ts'
export {
  canonical,
  column,
  example,
  expressionType,
  jsonSchema,
  normalise,
  normaliseAttribute,
  parse,
  parseText,
  phrase,
  typescript,
} from './types/type.ts'
export { canonicalUuid } from './types/uuid.ts'
export { type BodyValidator, bodyValidator, inputValidator, newValidator, type SchemaError } from './validator.ts'
