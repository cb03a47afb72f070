import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Outcome } from '@baryon/reconcile'
import { forever, network, openSite, short, tenant } from '../testdata/site.ts'

const pair = {
  dialect: 'bsn-v2.0',
  listen: ['127.0.0.1:0', '127.0.0.1:0'],
  redirects: false,
  capabilities: ['display-name', 'floatingip'],
} as const
const patience = { deadlines: { connect: '300ms', answer: '300ms' }, health: { deadline: '300ms' } }

const says = (...capabilities: readonly string[]) => [{ path: '/capabilities', text: JSON.stringify(capabilities) }]

async function site(
  test: TestContext,
  second: Parameters<Awaited<ReturnType<typeof openSite>>['controller']['faults']>[0],
) {
  const made = await openSite(test, pair, patience)
  made.controller.faults(second, 1)
  const { controller, target } = made
  /** Whether the name was told as only `display-name` has it. */
  const displays = async () => {
    for (const thing of [tenant, network('n1')]) assert.equal(short(await target.update(thing, forever)), 'done')
    const told = controller.requests().findLast(({ path }) => path.endsWith('/tenants'))
    return /display-name/.test(told?.body ?? '')
  }
  const asked = (member: number) =>
    controller.requests(member).filter(({ path }) => path.endsWith('/capabilities')).length
  const intact = async (): Promise<Outcome> => (await target.intact?.(forever)) ?? { result: 'done' }
  return { ...made, displays, asked, intact }
}

test('a cluster can do what each of its members can', async test => {
  const { displays, asked } = await site(test, says('floatingip'))
  assert.equal(await displays(), false)
  assert.equal(await displays(), false)
  assert.deepEqual([asked(0), asked(1)], [1, 1])
  assert.equal(await (await site(test, [])).displays(), true)
})

test('one that is away at the start takes nothing from the others, and counts when it is back: then it is compared', async test => {
  const { displays, controller, target, intact } = await site(test, says('floatingip'))
  await controller.door('refuse', 1)
  assert.equal(await displays(), true)
  assert.equal(short(await intact()), 'done')
  await target.probe(forever)
  await controller.door('open', 1)
  await target.probe(forever)
  assert.equal(await displays(), false)
  const doubt = await intact()
  assert.ok(doubt.result === 'diverged')
  assert.match(doubt.fault.cause, /other things together/)
  assert.equal(short(await intact()), 'done', 'it is said once')
})

test('one that goes away counts with what it said, and is asked again when it is back', async test => {
  const { displays, controller, target, asked, intact } = await site(test, says('floatingip'))
  assert.equal(await displays(), false)
  await controller.door('refuse', 1)
  await target.probe(forever)
  assert.equal(await displays(), false)
  controller.faults([], 1)
  await controller.door('open', 1)
  await target.probe(forever)
  assert.equal(await displays(), true)
  assert.equal(asked(1), 2)
  const doubt = await intact()
  assert.ok(doubt.result === 'diverged')
  assert.match(doubt.fault.cause, /other things together/)
})

test('one that does not answer the question, or fails at it, holds nothing up and takes nothing away', async test => {
  for (const fault of [{ silent: 'before' as const }, { status: 500 }, { text: '<html>' }]) {
    const { displays } = await site(test, [{ path: '/capabilities', ...fault }])
    assert.equal(await displays(), true)
  }
})

test('one that came back and failed at the question is asked before it is told anything', async test => {
  const { displays, controller, target } = await site(test, [])
  for (const member of [0, 1]) {
    await controller.door('refuse', member)
    controller.faults([{ path: '/capabilities', status: 500 }], member)
  }
  await target.probe(forever)
  for (const member of [0, 1]) await controller.door('open', member)
  await target.probe(forever)
  for (const member of [0, 1]) controller.faults([], member)
  assert.equal(await displays(), true)
})
