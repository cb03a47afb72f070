import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { type Clock, silentLogger, systemClock } from '@baryon/kit'
import { type Kind, loadModels, Registry } from '@baryon/model'
import { openSqlite, type Store } from '@baryon/store'
import { type Directory, ProjectNames } from './names.ts'

const model = `
file_version: "2.0"
info: { name: networking, version: "1.0", title: Networking, description: Things with owners. }
objects:
  Thing:
    description: A thing
    api: { name: thing }
    attributes:
      id: { type: uuid, primary: true, description: Made up }
      project_id: { type: string, required: true, description: Whose it is }
  ProjectName:
    description: What a project is called
    api: { name: project_name, verbs: [] }
    attributes:
      id: { type: string, primary: true, required: true, description: The project }
      name: { type: string, required: true, description: Its name }
`

/** Says what projects are called, unless it is away. */
class Names implements Directory {
  readonly known = new Map<string, string>()
  away = false
  /** Ids, and `all`. */
  asked: string[] = []

  async nameOf(id: string) {
    this.#ask(id)
    return this.known.get(id)
  }

  async all() {
    this.#ask('all')
    return new Map(this.known)
  }

  #ask(what: string) {
    if (this.away) throw new Error('nobody answers')
    this.asked.push(what)
  }
}

async function open(context: TestContext) {
  const folder = await mkdtemp(join(tmpdir(), 'baryon-names-'))
  await mkdir(join(folder, 'networking'))
  await writeFile(join(folder, 'networking', 'model.yaml'), model)
  const { services } = await loadModels([folder])
  const opened = await openSqlite({ path: join(folder, 'names.sqlite'), services, clock: systemClock })
  assert.ok(opened.ok)
  const store = opened.value
  const registry = new Registry(services)
  const kind = (name: string) => registry.kind({ service: 'networking', kind: name }) as Kind
  const directory = new Names()
  const clock: Clock & { time: number } = { time: 0, now: () => clock.time }
  let running: ProjectNames | undefined
  context.after(async () => {
    await running?.stop()
    await store.close()
    await rm(folder, { recursive: true })
  })
  const own = async (...projects: readonly string[]) => {
    const done = await store.commit({ actor: 'test', requestId: '' }, async tx => {
      for (const project_id of projects) await tx.insert(kind('Thing'), { id: crypto.randomUUID(), project_id })
    })
    assert.ok(done.ok)
  }
  return {
    store,
    directory,
    clock,
    own,
    async start() {
      await running?.stop()
      const away = { first: 1, most: 1 }
      running = new ProjectNames({
        store,
        registry: () => registry,
        directory,
        clock,
        logger: silentLogger,
        away,
        every: 1000,
      })
      await running.start()
    },
    stop: () => running?.stop(),
    kept: () => keptIn(store, kind('ProjectName')),
  }
}

async function keptIn(store: Store, kind: Kind): Promise<Readonly<Record<string, unknown>>> {
  const page = await store.read.list(kind, {})
  assert.ok(page.ok)
  return Object.fromEntries(page.value.map(({ row }) => [row['id'], row['name']]))
}

/** What is done beside is waited for: the store tells of every change. */
async function becomes(lab: Awaited<ReturnType<typeof open>>, wanted: Readonly<Record<string, string>>) {
  for (;;) {
    const { promise, resolve } = Promise.withResolvers<void>()
    const stop = lab.store.journal.subscribe(() => resolve())
    const kept = await lab.kept()
    if (JSON.stringify(kept) === JSON.stringify(wanted)) {
      stop()
      return
    }
    await promise
    stop()
  }
}

test('what projects are called is asked once, of those that own anything', async context => {
  const lab = await open(context)
  lab.directory.known.set('p1', 'One').set('p2', 'Two').set('p3', 'Three')
  await lab.own('p1')
  await lab.start()
  await becomes(lab, { p1: 'One' })
  await lab.own('p2', 'p1')
  await lab.own('p2')
  await becomes(lab, { p1: 'One', p2: 'Two' })
  await lab.stop()
  assert.deepEqual(
    lab.directory.asked.filter(what => what !== 'all'),
    ['p1', 'p2'],
  )
})

test('while nobody answers nothing is lost, and a project that nobody knows has no name', async context => {
  const lab = await open(context)
  lab.directory.away = true
  await lab.start()
  await lab.own('p1', 'p2')
  await lab.stop()
  assert.deepEqual(await lab.kept(), {})
  lab.directory.away = false
  lab.directory.known.set('p2', 'Two')
  await lab.start()
  await becomes(lab, { p1: '', p2: 'Two' })
})

test('a project that is called something else is noticed, and one that gets a name', async context => {
  const lab = await open(context)
  lab.directory.known.set('p1', 'One')
  await lab.own('p1', 'p2')
  await lab.start()
  await becomes(lab, { p1: 'One', p2: '' })
  lab.directory.known.set('p1', 'First').set('p2', 'Second')
  lab.clock.time += 1000
  await lab.own('p1')
  await becomes(lab, { p1: 'First', p2: 'Second' })
})

test('many new projects are asked for at once', async context => {
  const lab = await open(context)
  const projects = Array.from({ length: 30 }, (_, at) => `p${10 + at}`)
  for (const id of projects) lab.directory.known.set(id, `Project ${id}`)
  await lab.own(...projects)
  await lab.start()
  await becomes(lab, Object.fromEntries(projects.map(id => [id, `Project ${id}`])))
  await lab.stop()
  assert.deepEqual(new Set(lab.directory.asked), new Set(['all']))
})
