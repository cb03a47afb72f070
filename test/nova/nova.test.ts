/** A real Nova, whose network is Baryon, as people use it with the `openstack` client. */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, beforeEach, describe, it } from 'node:test'
import { lacking } from '../../tools/test-programs.ts'
import { keystonePrograms } from '../keystone/keystone.ts'
import { novaPrograms } from './nova.ts'
import { type Stage, startStage } from './stage.ts'
import { bootStories } from './stories/boot.ts'
import { failureStories } from './stories/failures.ts'
import { interfaceStories } from './stories/interfaces.ts'
import { lossStory, moveStories } from './stories/moves.ts'

const skip = lacking(...keystonePrograms, ...novaPrograms, 'openstack')
const folder = await mkdtemp(path.join(tmpdir(), 'baryon-nova-'))
let running: Stage
const stage = () => running

before(
  async () => {
    if (skip === false) running = await startStage(folder)
  },
  { timeout: 300_000 },
)
after(async () => {
  await running?.stop()
  await rm(folder, { recursive: true, force: true })
})

/** Nova learned of a port by an event before it had noted it itself, or of two ports in a network. */
const ofNoInterest = /already exists in list: (networks|port_ids) containing/

describe('a real Nova', { skip, timeout: 900_000 }, () => {
  beforeEach(async () => {
    running.controller.faults([])
    await running.nova.disks(true)
  })
  bootStories(stage)
  interfaceStories(stage)
  moveStories(stage)

  it('had nothing to say against the answers of its network', async () => {
    const lines = (await running.nova.logs()).split('\n')
    const complaints = lines.filter(line => / (WARNING|ERROR|CRITICAL) nova\.(network|api)/.test(line))
    assert.deepEqual(
      complaints.filter(line => !ofNoInterest.test(line)),
      [],
    )
  })

  failureStories(stage)
  lossStory(stage)
})
