import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '@baryon/kit'
import type { ServiceBehaviour, Work } from './behaviour.ts'
import { BehaviourSet } from './behaviour-set.ts'
import { showVirtual } from './decide.ts'
import { decideErrors } from './errors.ts'
import { startServices } from './start.ts'
import { admin, type Lab, openOffice, red, uuid } from './testdata/open-lab.ts'

async function begin(office: Lab, hooks: Partial<ServiceBehaviour>, demoProject?: string) {
  const { store, registry } = office
  const behaviours = new BehaviourSet(registry, new Map([['office', { kinds: {}, errors: decideErrors, ...hooks }]]))
  let made = 0
  await startServices({ store, registry, behaviours, newId: () => uuid(++made) }, demoProject)
}

const build = async (work: Work) => {
  if ((await work.list('Building')).length === 0) await work.create('Building', { tenant_id: red })
}

test('startServices() makes what a service wants to be there, and nothing where it is', async t => {
  const office = await openOffice(t, {})
  await begin(office, { start: build })
  assert.equal(office.store.journal.head(), 1)
  await begin(office, { start: build })
  assert.equal(office.store.journal.head(), 1)
})

test('startServices() keeps nothing of a service that refuses', async t => {
  const office = await openOffice(t, {})
  const start = async (work: Work) => {
    await build(work)
    throw new Refusal(decideErrors.fault('key.unknown', { kind: 'Building', id: '' }))
  }
  await assert.rejects(begin(office, { start }), Refusal)
  assert.equal(office.store.journal.head(), 0)
})

test('startServices() makes a demo for a project that is to get one alone', async t => {
  const office = await openOffice(t, {})
  const projects: string[] = []
  const demo = async (_work: Work, project: string) => {
    projects.push(project)
  }
  await begin(office, { demo })
  await begin(office, { demo }, red)
  assert.deepEqual(projects, [red])
})

test('showVirtual() hands the parameters of the URL to the behaviour', async t => {
  const office = await openOffice(t, {
    Census: {
      virtual: {
        get: async (id, _work, _parent, parameters) => ({
          id,
          tenant_id: red,
          rooms: parameters?.get('rooms')?.length ?? 0,
        }),
      },
    },
  })
  const parameters = new Map([['rooms', ['1', '2']]])
  const shown = await office.commit(
    context => showVirtual(office.kind('Census'), uuid(1), context, undefined, parameters),
    admin,
  )
  assert.equal(shown['rooms'], 2)
})
