/** Reads the rule language of oslo.policy: `rule:x`, `role:x`, `attribute:%(target)s`, `@`, `!`, `and`, `or`, `not`, parentheses. */
import { type Fault, failure, type Result, success } from '@baryon/kit'
import { modelErrors } from '../errors.ts'
import type { Policy } from '../ir.ts'
import type { PolicyExpression } from './expression.ts'
import { comparedWithCaller, comparedWithConstant, fieldCheck, nameIn, type PolicyKind, targetOf } from './target.ts'
import { type Token, tokensOf } from './tokens.ts'

/** Longer sources are refused, which bounds how deep they can nest. */
const MAX_LENGTH = 4096
const MAX_DEPTH = 64

const callerValues: Readonly<Record<string, 'project' | 'user'>> = {
  project_id: 'project',
  tenant_id: 'project',
  project: 'project',
  tenant: 'project',
  user_id: 'user',
  user: 'user',
}

const ALWAYS: PolicyExpression = { always: true }
const NEVER: PolicyExpression = { always: false }

type Rules = Readonly<Record<string, string>>

/** Unwinds the parser; never leaves this file. */
class PolicyProblem extends Error {
  readonly fault: Fault

  constructor(fault: Fault) {
    super(fault.message)
    this.fault = fault
  }
}

/** Joins and simplifies, so that what always or never holds does not linger in the tree. */
function joined(word: 'all' | 'any', parts: readonly PolicyExpression[]): PolicyExpression {
  const decides = word === 'any'
  const open = parts.filter(part => !('always' in part) || part.always === decides)
  const decided = open.find(part => 'always' in part)
  if (decided !== undefined) return decided
  if (open.length === 0) return { always: !decides }
  if (open.length === 1) return open[0]!
  return word === 'all' ? { all: open } : { any: open }
}

const negated = (part: PolicyExpression): PolicyExpression =>
  'always' in part ? { always: !part.always } : 'not' in part ? part.not : { not: part }

class Parser {
  readonly #source: string
  readonly #rules: Rules
  readonly #kind: PolicyKind
  /** The rules that led here, to find circles. */
  readonly #path: readonly string[]
  readonly #tokens: readonly Token[]
  #at = 0
  #depth = 0

  constructor(source: string, rules: Rules, kind: PolicyKind, path: readonly string[]) {
    this.#source = source
    this.#rules = rules
    this.#kind = kind
    this.#path = path
    this.#tokens = tokensOf(source)
  }

  parse(): PolicyExpression {
    if (this.#source.length > MAX_LENGTH) throw this.#problem(`it is longer than ${MAX_LENGTH} characters`, MAX_LENGTH)
    if (this.#tokens.length === 0) return ALWAYS
    const expression = this.#any()
    const rest = this.#tokens[this.#at]
    if (rest !== undefined) throw this.#problem(`"${rest.text}" is not expected here`, rest.column)
    return expression
  }

  #any(): PolicyExpression {
    const parts = [this.#all()]
    while (this.#takes('or')) parts.push(this.#all())
    return joined('any', parts)
  }

  #all(): PolicyExpression {
    const parts = [this.#term()]
    while (this.#takes('and')) parts.push(this.#term())
    return joined('all', parts)
  }

  #term(): PolicyExpression {
    const token = this.#tokens[this.#at]
    if (token === undefined) throw this.#problem('a check is missing at its end', this.#source.length + 1)
    this.#depth += 1
    if (this.#depth > MAX_DEPTH) throw this.#problem('it nests too deep', token.column)
    const term = this.#takes('not') ? negated(this.#term()) : this.#takes('(') ? this.#group(token) : this.#check(token)
    this.#depth -= 1
    return term
  }

  #group(opening: Token): PolicyExpression {
    const inner = this.#any()
    if (!this.#takes(')')) throw this.#problem('this parenthesis is not closed', opening.column)
    return inner
  }

  #takes(word: string): boolean {
    if (this.#tokens[this.#at]?.text.toLowerCase() !== word) return false
    this.#at += 1
    return true
  }

  #check(token: Token): PolicyExpression {
    this.#at += 1
    if (token.text === '@') return ALWAYS
    if (token.text === '!') return NEVER
    const literal = /^(['"])(.*?)\1:(.*)$/.exec(token.text)
    if (literal !== null) return this.#literal(literal[2]!, literal[3]!, token)
    const colon = token.text.indexOf(':')
    if (colon < 1) throw this.#problem(`"${token.text}" is not a check`, token.column)
    const name = token.text.slice(0, colon)
    const match = token.text.slice(colon + 1)
    if (match === '') throw this.#problem(`"${token.text}" lacks what follows its colon`, token.column)
    if (name === 'rule') return this.#rule(match)
    if (name === 'role') return this.#role(match, token)
    if (name === 'field') return this.#field(match, token)
    if (name === 'is_admin') return this.#isAdmin(match, token)
    return this.#generic(name, match, token)
  }

  #rule(name: string): PolicyExpression {
    const source = Object.hasOwn(this.#rules, name) ? this.#rules[name] : undefined
    if (source === undefined) {
      const known = Object.keys(this.#rules).join(', ')
      throw new PolicyProblem(modelErrors.fault('policy.rule-unknown', { rule: name, source: this.#source, known }))
    }
    const path = [...this.#path, name]
    if (this.#path.includes(name)) {
      throw new PolicyProblem(modelErrors.fault('policy.rule-cycle', { cycle: path.join(' → ') }))
    }
    return new Parser(source, this.#rules, this.#kind, path).parse()
  }

  #role(match: string, token: Token): PolicyExpression {
    if (match.includes('%(')) throw this.#unknown(token, 'The role of a check is a constant')
    return { role: match.toLowerCase() }
  }

  #isAdmin(match: string, token: Token): PolicyExpression {
    const word = match.toLowerCase()
    if (word === 'true' || word === '1') return this.#rule('context_is_admin')
    if (word === 'false' || word === '0') return negated(this.#rule('context_is_admin'))
    throw this.#unknown(token, 'is_admin is either True or False')
  }

  #generic(word: string, match: string, token: Token): PolicyExpression {
    const caller = Object.hasOwn(callerValues, word) ? callerValues[word] : undefined
    if (caller === undefined) {
      throw this.#unknown(token, `A caller has no "${word}"; it has ${Object.keys(callerValues).join(', ')}`)
    }
    const name = nameIn(match)
    const target = name === undefined ? undefined : targetOf(this.#kind, name)
    if (name !== undefined) return target === undefined ? NEVER : comparedWithCaller(this.#kind, caller, target)
    if (match.includes('%(')) throw this.#unknown(token, 'A check compares with one attribute or one constant')
    return { caller, value: match.replace(/^(['"])(.*)\1$/, '$2') }
  }

  #field(match: string, token: Token): PolicyExpression {
    const check = fieldCheck(this.#kind, match)
    if (check === undefined) throw this.#unknown(token, 'It compares with no attribute that is stored')
    return check
  }

  /** A constant in quotes on the left, which an attribute of the object is compared with. */
  #literal(text: string, match: string, token: Token): PolicyExpression {
    const name = nameIn(match)
    if (name === undefined) throw this.#unknown(token, 'A constant is compared with an attribute, as in %(name)s')
    const target = targetOf(this.#kind, name)
    return target === undefined ? NEVER : comparedWithConstant(this.#kind, text, target)
  }

  #problem(problem: string, column: number): PolicyProblem {
    return new PolicyProblem(modelErrors.fault('policy.syntax', { source: this.#source, column, problem }))
  }

  #unknown(token: Token, reason: string): PolicyProblem {
    return new PolicyProblem(
      modelErrors.fault('policy.check-unknown', { check: token.text, source: this.#source, reason }),
    )
  }
}

/**
 * Resolves a policy as a model writes it.
 * @param rules the named rules it may use, by name; see {@link standardRules}
 * @param kind whose objects it is about
 * @returns faults `policy.syntax`, `policy.rule-unknown`, `policy.rule-cycle`, `policy.check-unknown`
 */
export function parsePolicy(source: string, rules: Rules, kind: PolicyKind): Result<Policy> {
  try {
    return success({ source, expression: new Parser(source, rules, kind, []).parse() })
  } catch (error) {
    if (error instanceof PolicyProblem) return failure(error.fault)
    throw error
  }
}
