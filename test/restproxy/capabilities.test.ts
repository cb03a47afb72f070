/** What controllers say that they can do, and what they are told because of it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { idsOf, type Lab, type LabOptions, startLab } from './lab.ts'
import { outside, plug, route, stage } from './stage.ts'

/** A floating IP on a port of a server. */
async function float(lab: Lab) {
  const gateway = await outside(lab)
  const { network, subnet } = await stage(lab)
  await route(lab, [subnet], gateway)
  const port = await plug(lab, network)
  await lab.settled()
  lab.forget()
  const floatingip = { floating_network_id: gateway.network.id, port_id: port.id }
  const made = await lab.demo.make('/floatingips', { floatingip })
  await lab.settled()
  return { made, external: gateway.network }
}

const addressesTold = (lab: Lab, network: string) =>
  lab
    .requests('PUT', new RegExp(`/networks/${network}$`))
    .map(({ body }) => JSON.parse(body).network.floatingips.map((one: { id: string }) => one.id))

async function labWith(options: LabOptions, test: (lab: Lab) => Promise<void>) {
  const lab = await startLab(options)
  try {
    await test(lab)
  } finally {
    await lab.stop()
  }
}

const v11 = (...capabilities: readonly string[]): LabOptions => ({ dialect: 'bsn-v1.1', controller: { capabilities } })

test('with floatingip, floating IPs have a place of their own', () =>
  labWith(v11('floatingip'), async lab => {
    const { made } = await float(lab)
    const url = `/tenants/${lab.demo.project}/floatingips/${made.id}`
    assert.ok(lab.told().includes(`PUT ${url}`))
    await lab.demo.delete(`/floatingips/${made.id}`)
    await lab.settled()
    assert.ok(lab.told().includes(`DELETE ${url}`))
  }))

test('without it, their external network lists them', () =>
  labWith(v11(), async lab => {
    const { made, external } = await float(lab)
    assert.deepEqual(addressesTold(lab, external.id).at(-1), [made.id])
    await lab.demo.delete(`/floatingips/${made.id}`)
    await lab.settled()
    assert.deepEqual(addressesTold(lab, external.id).at(-1), [])
    assert.ok(!lab.told().some(line => line.includes('/floatingips/')))
  }))

test('the floating IPs of all tenants are listed', () =>
  labWith(v11(), async lab => {
    const { made, external } = await float(lab)
    const other = await lab.cloud.as('alt').make('/floatingips', { floatingip: { floating_network_id: external.id } })
    await lab.settled()
    assert.deepEqual(new Set(addressesTold(lab, external.id).at(-1)), new Set([made.id, other.id]))
  }))

test('connections are kept, whether keep-alive is offered or not: it changes no header', async () => {
  const asked: (readonly string[])[] = []
  for (const capabilities of [['keep-alive'], []])
    await labWith(v11(...capabilities), async lab => {
      await stage(lab)
      await lab.settled()
      const [entry] = lab.requests('POST', /\/networks$/)
      const own = /^(host|traceparent|content-length|x-req-context)$/i
      const { rawHeaders = [] } = entry ?? {}
      const pairs = rawHeaders.flatMap((header, at) => (at % 2 === 0 ? [[header, rawHeaders[at + 1]]] : []))
      asked.push(
        pairs
          .filter(([header = '']) => !own.test(header))
          .map(pair => pair.join(': '))
          .sort(),
      )
    })
  const [offered = [], not = []] = asked
  assert.deepEqual(offered, not)
  assert.deepEqual(
    not.filter(header => /^connection:/i.test(header)),
    ['connection: keep-alive'],
  )
})

test('they are asked once for many requests', () =>
  labWith(v11('floatingip'), async lab => {
    for (let index = 0; index < 5; index++) await stage(lab, `n${index}`, `10.${index}.0.0/24`)
    await lab.settled()
    assert.ok(lab.requests('POST', /\/networks$/).length === 5)
    assert.equal(lab.requests('GET', /\/capabilities$/).length, 1)
  }))

test('an answer that cannot be read offers nothing', async context => {
  const lab = await startLab(v11('floatingip'))
  context.after(() => lab.stop())
  lab.controller.faults([{ path: '/capabilities', text: '<html>' }])
  await lab.controller.restart({ empty: true })
  await lab.cloud.restart()
  const { made, external } = await float(lab)
  assert.deepEqual(addressesTold(lab, external.id).at(-1), [made.id])
})

test('each of several controllers has its own, and one that is away takes none from the others', async context => {
  const lab = await startLab({ ...v11('floatingip'), replicate: 2 })
  context.after(() => lab.stop())
  await lab.controllers[1]?.door('refuse')
  const gateway = await outside(lab)
  const { id } = await lab.demo.make('/floatingips', { floatingip: { floating_network_id: gateway.network.id } })
  await lab.controllers[1]?.door('open')
  await lab.settled()
  for (const controller of lab.controllers) assert.deepEqual(idsOf(controller, 'floatingips'), [id])
  assert.equal(lab.requests('PUT', new RegExp(`/floatingips/${id}$`)).length, 2)
})
