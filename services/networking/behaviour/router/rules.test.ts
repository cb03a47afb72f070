import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { Json } from '@baryon/kit'
import { refused } from '../testdata/lab.ts'
import { openRouted, told } from '../testdata/routed.ts'

const any = { source: 'any', destination: 'any', action: 'permit', nexthops: [] }
const deny = { source: '4.3.2.1/32', destination: 'external', action: 'deny', nexthops: [] }
const hops = { source: '10.1.0.0/24', destination: '2001:db8::/32', action: 'permit', nexthops: ['4.4.4.4', '4.4.4.5'] }

async function open(context: Parameters<typeof openRouted>[0], ...defaults: readonly Json[]) {
  const routed = await openRouted(context, { router_rules: { served: 'rules', defaults, most: 3 } })
  const { lab, ada } = routed
  const set = (id: string, router_rules: Json) => lab.update(ada, 'Router', id, { router_rules })
  const rulesOf = async (id: string) => (await lab.show(ada, 'Router', id))['router_rules']
  return { ...routed, set, rulesOf }
}

const numbered = (...rules: readonly object[]) => rules.map((rule, at) => ({ id: at + 1, ...rule }))

suite('rules of a router', () => {
  test('are those of the configuration: of its project, else of all', async context => {
    const [all, own] = [any, deny].map((rule, at) => ({ project: at === 0 ? '*' : 'ada', ...rule }))
    const { router, rulesOf } = await open(context, all ?? null)
    assert.deepEqual(await rulesOf((await router()).id), numbered(any))
    const other = await open(context, all ?? null, own ?? null)
    assert.deepEqual(await other.rulesOf((await other.router()).id), numbered(deny))
  })

  test('are replaced by a change, of this router alone, and an empty list is those of the configuration again', async context => {
    const { router, set, rulesOf } = await open(context, { project: '*', ...any })
    const [{ id }, other] = [await router(), await router()]
    await set(id, [deny, { ...hops, id: 77, nexthops: '4.4.4.4+4.4.4.5' }])
    assert.deepEqual(await rulesOf(id), numbered(deny, hops))
    assert.deepEqual(await rulesOf(other.id), numbered(any))
    const { nexthops: _, ...light } = hops
    await set(id, [light])
    assert.deepEqual(await rulesOf(id), numbered({ ...hops, nexthops: [] }))
    await set(id, [])
    assert.deepEqual(await rulesOf(id), numbered(any))
  })

  test('are refused with all that is wrong, and those that were there stay', async context => {
    const { router, set, rulesOf } = await open(context)
    const { id } = await router()
    await set(id, [deny])
    const wrong = [
      { ...any, source: '1.1.1.1' },
      { ...hops, destination: '1.1.1.1/33', action: 'dance' },
      { ...deny, nexthops: ['1.1.1.1', 'f2'] },
      { ...deny, nexthops: '1.1.1.1+1.1.1.1' },
    ]
    const faults = await refused(set(id, wrong))
    const pairs = wrong.map(({ source, destination }) => `('${source}', '${destination}')`).join(', ')
    assert.deepEqual(
      faults.map(fault => [fault.name, fault.status, fault.pointer]),
      [
        ['InvalidInput', 400, '/router_rules'],
        ['InvalidInput', 400, '/router_rules/0/source'],
        ['InvalidInput', 400, '/router_rules/1/destination'],
        ['InvalidInput', 400, '/router_rules/1/action'],
        ['InvalidInput', 400, '/router_rules/2/nexthops'],
        ['InvalidInput', 400, '/router_rules/3/nexthops'],
        ['RulesExhausted', 400, '/router_rules'],
      ],
    )
    assert.deepEqual(
      faults.map(({ message }) => message.replace(/^Invalid input for operation: (.*)\.$/, '$1')),
      [
        `Duplicate router rules (src,dst)  found '[${pairs}]'`,
        "'1.1.1.1' isn't a recognized IP subnet cidr, '1.1.1.1/32' is recommended",
        "'1.1.1.1/33' is not a valid IP subnet",
        "Action must be either permit or deny. 'dance' was provided",
        "'f2' is not a valid IP address",
        "Duplicate nexthop in rule '1.1.1.1'",
        `Unable to complete rules update for ${id}. The number of rules exceeds the maximum 3.`,
      ],
    )
    assert.deepEqual(await rulesOf(id), numbered(deny))
  })

  test('are not given at creation', async context => {
    const { router } = await open(context)
    const message = "Attribute 'router_rules' not allowed in POST"
    assert.deepEqual(told(await refused(router({ router_rules: [] }))), ['HTTPBadRequest', 400, message])
  })
})
