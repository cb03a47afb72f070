/** Stories by chance: members of several projects and an administrator do what they like, and after each call everything is as it has to be. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { startCloud } from '../cloud.ts'
import { sorts } from './calls/index.ts'
import { crowd } from './crowd.ts'
import { prepare } from './prepare.ts'
import { names, type Step, Teller } from './teller.ts'

const seed = Number(process.env['NETWORKING_STORY_SEED'] ?? Date.now() % 1_000_000)
const rounds = Number(process.env['NETWORKING_STORIES'] ?? 2)
const length = Number(process.env['NETWORKING_STORY_LENGTH'] ?? 250)

/** Looks for a shorter story with the same fault; takes its time. */
const shrinks = process.env['NETWORKING_SHRINK'] !== undefined

const step: fc.Arbitrary<Step> = fc.tuple(
  fc.constantFrom('demo', 'demo', 'demo', 'alt', ...names),
  fc.noBias(fc.constantFrom(...sorts)),
  fc.noBias(fc.nat()),
)

/** Tells stories, each on a new server, and says which sorts of calls did something. */
async function tellStories(tell: (teller: Teller, steps: readonly Step[]) => Promise<void>) {
  const done = new Set<string>()
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: length, maxLength: length }), async steps => {
      const cloud = await startCloud()
      try {
        await prepare(cloud)
        const teller = new Teller(cloud)
        await tell(teller, steps)
        await teller.close()
        for (const sort of teller.done) done.add(sort)
      } finally {
        await cloud.stop()
      }
    }),
    {
      seed,
      numRuns: rounds,
      endOnFailure: !shrinks,
      // Steps are worth reading when there are few of them.
      asyncReporter: async told => {
        if (!told.failed) return
        const steps = shrinks ? fc.stringify(told.counterexample) : ''
        throw new Error(`NETWORKING_STORY_SEED=${seed} ${steps}`, { cause: told.errorInstance })
      },
    },
  )
  assert.ok(done.size > new Set(sorts).size / 2, `only ${[...done]} did something`)
}

test('whatever is called, the network is whole and the journal tells all of it', async context => {
  context.diagnostic(`NETWORKING_STORY_SEED=${seed}`)
  await tellStories(async (teller, steps) => {
    for (const each of steps) await teller.tell(each)
  })
})

test('the same holds when many call at once', async context => {
  context.diagnostic(`NETWORKING_STORY_SEED=${seed}`)
  await tellStories(async (teller, steps) => {
    for (let from = 0; from < steps.length; from += crowd) await teller.tellAtOnce(steps.slice(from, from + crowd))
  })
})
