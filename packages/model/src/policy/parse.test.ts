import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type PolicyExpression, targetsOf } from './expression.ts'
import { parsePolicy } from './parse.ts'
import { gluonRules, standardRules } from './rules.ts'

const owned = { owner: 'tenant_id' }

function parsed(source: string, rules = standardRules, kind: { owner?: string } = owned): PolicyExpression {
  const result = parsePolicy(source, rules, kind)
  assert.ok(result.ok, JSON.stringify(result))
  return result.value.expression
}

function refused(source: string, rules = standardRules) {
  const result = parsePolicy(source, rules, owned)
  assert.ok(!result.ok, source)
  return result.faults[0]!
}

const a = { role: 'a' }
const b = { role: 'b' }
const c = { role: 'c' }

test('parsePolicy() binds not before and before or', () => {
  assert.deepEqual(parsed('role:a or role:b and role:c'), { any: [a, { all: [b, c] }] })
  assert.deepEqual(parsed('role:a and role:b or role:c'), { any: [{ all: [a, b] }, c] })
  assert.deepEqual(parsed('(role:a or role:b) and role:c'), { all: [{ any: [a, b] }, c] })
  assert.deepEqual(parsed('not role:a and role:b'), { all: [{ not: a }, b] })
  assert.deepEqual(parsed('not (role:a AND role:b)'), { not: { all: [a, b] } })
  assert.deepEqual(parsed('not not role:a'), a)
  assert.deepEqual(parsed('((role:a))'), a)
})

test('parsePolicy() knows what always and never holds', () => {
  assert.deepEqual(parsed(''), { always: true })
  assert.deepEqual(parsed('  '), { always: true })
  assert.deepEqual(parsed('@'), { always: true })
  assert.deepEqual(parsed('!'), { always: false })
  assert.deepEqual(parsed('role:a or @'), { always: true })
  assert.deepEqual(parsed('role:a and @'), a)
  assert.deepEqual(parsed('role:a and !'), { always: false })
  assert.deepEqual(parsed('not !'), { always: true })
})

test('parsePolicy() compares the caller with attributes and constants', () => {
  assert.deepEqual(parsed('project_id:%(project_id)s'), { caller: 'project', target: 'tenant_id' })
  assert.deepEqual(parsed('tenant_id:%(tenant_id)s'), { caller: 'project', target: 'tenant_id' })
  assert.deepEqual(parsed('user_id:%(creator)s'), { caller: 'user', target: 'creator' })
  assert.deepEqual(parsed('user:alice'), { caller: 'user', value: 'alice' })
  assert.deepEqual(parsed("project_id:'p q'"), { caller: 'project', value: 'p q' })
  assert.deepEqual(parsed('role:Admin'), { role: 'admin' })
  assert.deepEqual(parsed('is_admin:True'), { role: 'admin' })
  assert.deepEqual(parsed('is_admin:0'), { not: { role: 'admin' } })
})

test('nobody owns an object without an owner, nor by attributes of another object', () => {
  assert.deepEqual(parsed('rule:owner', standardRules, {}), { always: false })
  assert.deepEqual(parsed('rule:admin_or_owner', standardRules, {}), { role: 'admin' })
  assert.deepEqual(parsed('tenant_id:%(network:tenant_id)s'), { always: false })
})

test('the standard rules are those of Gluon and OpenStack', () => {
  const adminOrOwner = { any: [{ role: 'admin' }, { caller: 'project', target: 'tenant_id' }] }
  for (const rule of ['admin_or_owner', 'default']) assert.deepEqual(parsed(`rule:${rule}`), adminOrOwner)
  for (const rule of ['context_is_admin', 'admin', 'admin_only', 'admin_or_network_owner']) {
    assert.deepEqual(parsed(`rule:${rule}`), { role: 'admin' })
  }
  assert.deepEqual(parsed('rule:regular_user'), { always: true })
  assert.deepEqual(parsed('rule:context_is_advsvc'), { role: 'advsvc' })
  assert.deepEqual(parsed('rule:admin', gluonRules), adminOrOwner)
})

test('parsePolicy() says what is wrong', () => {
  const faults = {
    'role:a or': ['policy.syntax', 'at character 10: a check is missing at its end'],
    'role:a role:b': ['policy.syntax', 'at character 8: "role:b" is not expected here'],
    '(role:a': ['policy.syntax', 'at character 1: this parenthesis is not closed'],
    'role:a)': ['policy.syntax', 'at character 7: ")" is not expected here'],
    ')': ['policy.syntax', 'at character 1: ")" is not a check'],
    admin: ['policy.syntax', '"admin" is not a check'],
    'role:': ['policy.syntax', 'lacks what follows its colon'],
    'rule:nope': ['policy.rule-unknown', 'instead of "nope"'],
    'rule:constructor': ['policy.rule-unknown', 'instead of "constructor"'],
    'domain_id:%(x)s': ['policy.check-unknown', '"domain_id:%(x)s"'],
    'toString:x': ['policy.check-unknown', '"toString:x"'],
    'role:%(role)s': ['policy.check-unknown', '"role:%(role)s"'],
    'project_id:a%(b)s': ['policy.check-unknown', '"project_id:a%(b)s"'],
    'is_admin:maybe': ['policy.check-unknown', '"is_admin:maybe"'],
  } as const
  for (const [source, [code, part]] of Object.entries(faults)) {
    const fault = refused(source)
    assert.equal(fault.code, code, source)
    assert.ok(fault.message.includes(part), fault.message)
  }
})

test('parsePolicy() refuses rules that lead back to themselves', () => {
  const fault = refused('rule:x', { x: 'role:a or rule:y', y: 'not rule:x' })
  assert.equal(fault.code, 'policy.rule-cycle')
  assert.match(fault.message, /x → y → x/)
})

test('parsePolicy() bounds length and depth', () => {
  assert.equal(refused(`${'('.repeat(100)}role:a${')'.repeat(100)}`).code, 'policy.syntax')
  assert.equal(refused('not '.repeat(500)).code, 'policy.syntax')
  assert.equal(refused('role:a or '.repeat(500)).code, 'policy.syntax')
})

test('parsePolicy() answers for any text', () => {
  const words = fc.constantFrom('role:a', 'rule:owner', '(', ')', 'and', 'or', 'not', '@', '!', 'x:%(y)s', "'", ' ')
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(words).map(list => list.join(' ')),
      ),
      source => {
        const result = parsePolicy(source, standardRules, owned)
        assert.ok(result.ok || result.faults.length > 0)
      },
    ),
  )
})

test('targetsOf() names every attribute that decides', () => {
  const expression = parsed('(user:%(a)s or not user:%(b)s) and (rule:owner or role:c or user:%(a)s)')
  assert.deepEqual(targetsOf(expression).toSorted(), ['a', 'b', 'tenant_id'])
})

const typed = {
  owner: 'project_id',
  parent: 'port',
  types: new Map([
    ['shared_with', 'list'],
    ['enabled', 'boolean'],
    ['network_project_id', 'string'],
    ['group_project_id', 'string'],
    ['port_project_id', 'string'],
    ['binding:host_id', 'string'],
  ]),
}

test('parsePolicy() compares constants with attributes, and members of lists', () => {
  const of = (source: string) => parsed(source, standardRules, typed)
  assert.deepEqual(of("'*':%(shared_with)s"), { constant: '*', target: 'shared_with', many: true })
  assert.deepEqual(of("project_id:%(shared_with)s or 'a b':%(name)s"), {
    any: [
      { caller: 'project', target: 'shared_with', many: true },
      { constant: 'a b', target: 'name' },
    ],
  })
  assert.deepEqual(of('\'True\':%(enabled)s and not "False":%(enabled)s'), {
    all: [{ constant: true, target: 'enabled' }, { not: { constant: false, target: 'enabled' } }],
  })
  assert.deepEqual(of("'x:y':%(binding:host_id)s"), { constant: 'x:y', target: 'binding:host_id' })
  assert.deepEqual(of("'maybe':%(enabled)s"), { constant: 'maybe', target: 'enabled' })
  assert.deepEqual(of("'p':%(tenant_id)s"), { constant: 'p', target: 'project_id' })
  assert.equal(refused("'*':all").code, 'policy.check-unknown')
})

test('parsePolicy() looks the owner of another object up where the kind keeps it', () => {
  const owner = (source: string) => parsed(source, standardRules, typed)
  assert.deepEqual(owner('tenant_id:%(network:tenant_id)s'), { caller: 'project', target: 'network_project_id' })
  assert.deepEqual(owner('project_id:%(security_group:project_id)s'), { caller: 'project', target: 'group_project_id' })
  assert.deepEqual(owner('project_id:%(ext_parent:project_id)s'), { caller: 'project', target: 'port_project_id' })
  assert.deepEqual(owner('project_id:%(router:project_id)s'), { always: false })
  assert.deepEqual(owner('project_id:%(network:name)s'), { always: false })
})

test("parsePolicy() reads Neutron's checks of fields", () => {
  const of = (source: string) => parsed(source, standardRules, typed)
  assert.deepEqual(of('field:ports:enabled=True'), { constant: true, target: 'enabled' })
  assert.deepEqual(of('not field:port:shared_with=*'), { not: { constant: '*', target: 'shared_with', many: true } })
  assert.deepEqual(of('field:port:binding:host_id=a'), { constant: 'a', target: 'binding:host_id' })
  assert.deepEqual(of('field:port:group_tenant_id=p'), { constant: 'p', target: 'group_project_id' })
  assert.deepEqual(of('field:port:binding:host_id=~^network:'), { prefix: 'network:', target: 'binding:host_id' })
  for (const source of [
    'field:port:other=1',
    'field:port:binding:host_id=~^a.*',
    'field:port',
    'field:port:enabled=~True',
  ]) {
    const result = parsePolicy(source, standardRules, typed)
    assert.equal(result.ok ? undefined : result.faults[0]?.code, 'policy.check-unknown', source)
  }
})
