/** Tells a story to a server: one call after the other, or several at once. */
import assert from 'node:assert/strict'
import type { Cloud, Got, Person } from '../cloud.ts'
import { projectId } from '../cloud.ts'
import { misstatements } from './answers.ts'
import type { Call, Scene } from './calls/call.ts'
import { calls, reserved } from './calls/index.ts'
import { Dice } from './dice.ts'
import { breaches } from './invariants/index.ts'
import { ownedOf } from './invariants/owners.ts'
import { Replay } from './replay.ts'
import { faultsOf } from './sound.ts'
import { type State, stateOf } from './state.ts'

/** Who calls, the sort of call, and the number that all else follows from. */
export type Step = readonly [who: (typeof names)[number], call: string, chance: number]

export const names = ['demo', 'alt', 'other', 'admin'] as const

const nowhere = '00000000-0000-4000-8000-000000000000'

/** The administrator also makes things for other projects. */
function forAnother(call: Call, dice: Dice): Call {
  const [noun, object] = Object.entries((call.body ?? {}) as Record<string, unknown>)[0] ?? []
  if (call.method !== 'post' || noun === undefined || Array.isArray(object) || !dice.once(2)) return call
  return { ...call, body: { [noun]: { ...(object as object), project_id: projectId(dice.of(names)) } } }
}

export class Teller {
  readonly cloud: Cloud
  readonly #replay = new Replay()
  readonly #told: string[] = []
  #state: State | undefined
  /** Answers by their status. */
  readonly answered = new Map<number, number>()
  /** Sorts of calls that did something. */
  readonly done = new Set<string>()

  constructor(cloud: Cloud) {
    this.cloud = cloud
  }

  #person([who, sort, chance]: Step): Person {
    if (reserved.has(sort) && chance % 6 > 0) return this.cloud.admin
    return who === 'admin' ? this.cloud.admin : this.cloud.as(who)
  }

  #scene(state: State, who: Step[0], dice: Dice, alone: boolean): Scene {
    const row: Scene['row'] = (kind, so = () => true) => {
      const all = state.all(kind).filter(so)
      const own = all.filter(each => each['project_id'] === projectId(who))
      const from = who === 'admin' || own.length === 0 || dice.once(4) ? all : own
      return from.length === 0 ? undefined : dice.of(from)
    }
    const some = (kind: string) => (dice.once(40) ? nowhere : String(row(kind)?.['id'] ?? nowhere))
    return { dice, alone, row, some, projects: names.map(projectId) }
  }

  #callOf(state: State, [who, sort, chance]: Step, alone: boolean): Call {
    const dice = new Dice(chance)
    const call = calls[sort]?.(this.#scene(state, who, dice, alone))
    if (call === undefined) throw new Error(`no call "${sort}"`)
    return who === 'admin' ? forAnother(call, dice) : call
  }

  async #ask(step: Step, call: Call): Promise<Got> {
    const { method, path, body } = call
    const person = this.#person(step)
    const got = await (method === 'get' || method === 'delete' ? person[method](path) : person[method](path, body))
    this.answered.set(got.status, (this.answered.get(got.status) ?? 0) + 1)
    if (got.status < 300) this.done.add(step[1])
    this.#told.push(
      `${step[0]} ${call.method} ${call.path} ${JSON.stringify(call.body) ?? ''} → ${got.status} ${got.text.slice(0, 1500)}`,
    )
    this.#hold(faultsOf(got))
    return got
  }

  #hold(faults: readonly string[]) {
    assert.deepEqual(faults, [], `after\n${this.#told.slice(-12).join('\n')}\n${faults.join('\n')}`)
  }

  async #current(): Promise<State> {
    this.#state ??= await stateOf(this.cloud.store)
    return this.#state
  }

  /** Calls, and looks whether everything is as it has to be. */
  async tell(step: Step): Promise<Got> {
    const head = this.cloud.store.journal.head()
    const got = await this.#ask(step, this.#callOf(await this.#current(), step, true))
    if (got.status >= 400 && this.cloud.store.journal.head() !== head) this.#hold(['a refused call changed something'])
    await this.look()
    return got
  }

  /** Calls all at once. What they are about is what was there before. */
  async tellAtOnce(steps: readonly Step[]): Promise<readonly Got[]> {
    const state = await this.#current()
    const answers = await Promise.all(steps.map(step => this.#ask(step, this.#callOf(state, step, false))))
    await this.look()
    return answers
  }

  /** Whether the API says in the end what is stored. */
  async close(): Promise<void> {
    for (const who of ['demo', 'alt', 'other'] as const)
      await this.cloud.admin.put(`/quotas/${projectId(who)}`, { quota: { security_group_rule: -1 } })
    this.#hold(await misstatements(this.cloud, await stateOf(this.cloud.store)))
  }

  /** Whether everything is as it has to be. */
  async look(): Promise<void> {
    const before = ownedOf(await this.#current())
    this.#state = await stateOf(this.cloud.store)
    this.#hold(breaches(this.#state))
    for (const [what, { owned, limit }] of ownedOf(this.#state)) {
      // A limit may be lowered below what is there, also by one of many who call at once.
      const { owned: had = 0, limit: was = limit } = before.get(what) ?? {}
      if (owned > Math.max(limit, had, was)) this.#hold([`${owned} ${what}, where ${limit} may be`])
    }
    this.#hold(await this.#replay.differences(this.cloud.store))
  }
}
