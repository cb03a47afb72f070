/** One run: a schedule is played, and in the end everything agrees. */
import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { idOf } from '@baryon/model'
import { kindsOf } from '../../networking/stories/state.ts'
import { differences } from './agreement.ts'
import { type Schedule, scheduleOf, told } from './schedule.ts'
import { World } from './world.ts'

/** Milliseconds in which everything agrees once nothing goes wrong any more: many times what it takes. */
const patience = Number(process.env['RESTPROXY_PATIENCE'] ?? 20_000)

async function agrees(world: World): Promise<void> {
  const end = Date.now() + patience
  let left = await differences(world)
  while (left.length > 0 && Date.now() < end) {
    await sleep(20)
    left = await differences(world)
  }
  assert.deepEqual(left, [])
  for (const { witness } of world.outsides) witness.agreed()
}

async function nothingIsLost(world: World): Promise<void> {
  const { store } = world.life
  const kinds = new Map(kindsOf(store).map(kind => [kind.name, kind]))
  const lost = await world.writer.lost(async (name, id) => {
    const kind = kinds.get(name)
    return kind && (await store.read.get(kind, idOf(kind, { id })))?.row
  })
  assert.deepEqual(lost, [])
}

/** The reference controller remembers of ports in which requests they came, which is no difference. */
const plain = (state: unknown): unknown =>
  JSON.parse(JSON.stringify(state, (name, value) => (name === 'apart' ? undefined : value)))

/** A controller that lost everything is told the same again, whatever way it was told before. */
async function isTheSameAnew(world: World): Promise<void> {
  for (const [at, { controller, witness }] of world.outsides.entries()) {
    const before = plain(controller.state())
    witness.wiped()
    await controller.restart({ empty: true })
    await world.order(world.targets[at] ?? '', 'resync', { scope: 'bulk', force: true })
    await agrees(world)
    // The first API told everything at once in other words than each thing
    if (!world.setup.dialect.startsWith('floodlight')) assert.deepEqual(plain(controller.state()), before)
  }
}

/** What a run did, for those who want to know that it did something. */
export interface Played {
  readonly writes: number
  readonly requests: number
}

async function playIn(world: World, { seed, steps }: Schedule): Promise<Played> {
  await world.start()
  for (const step of steps) await world.take(step)
  await world.calm()
  await agrees(world)
  await nothingIsLost(world)
  if (seed % 2 === 0) await isTheSameAnew(world)
  assert.deepEqual(
    world.outsides.flatMap(({ witness }) => witness.breaches),
    [],
  )
  const taken = world.outsides.flatMap(({ witness }) => [...witness.taken.values()])
  return { writes: world.writer.done, requests: taken.reduce((sum, each) => sum + each, 0) }
}

/** @throws Error that says how to have the same again */
export async function play(seed: number): Promise<Played> {
  const schedule = scheduleOf(seed)
  const world = new World(schedule)
  try {
    return await playIn(world, schedule)
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error)
    throw new Error(`RESTPROXY_SEED=${seed}\n${told(schedule)}\n${what}`, { cause: error })
  } finally {
    await world.stop()
  }
}
