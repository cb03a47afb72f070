import type { Fault, Json } from '@baryon/kit'
import type { Desired, Key } from '../intent.ts'
import { canonical, keyOf, textOf } from '../key.ts'
import type { Description, Found, Outcome, Target } from '../target.ts'
import type { Wait } from '../wait.ts'

const fault = (code: string): Fault => ({ code, status: 502, retry: true, message: code, cause: '', next: '' })

/** How an answer goes wrong: before anything happened, or after it did. */
export type Trouble = 'again' | 'busy' | 'away' | 'lost' | 'thrown' | 'diverged'

export interface OutsideOptions {
  readonly wait: Wait
  readonly random: () => number
  readonly description?: Partial<Description>
  /** Milliseconds that an answer takes at most. */
  readonly slowness?: number
  /** It is known by a hash: each process hears once that the state is another, and at its first question if there should be one. */
  readonly hashed?: boolean
}

interface Thing {
  readonly desired: Desired
}

/** A controller in memory, that can be told to fail in every way there is, and knows when it is told in a wrong order. */
export class Outside {
  readonly things = new Map<string, Thing>()
  readonly violations: string[] = []
  readonly calls: string[] = []
  /** What goes wrong with the next call. */
  trouble: () => Trouble | undefined = () => undefined
  away = false
  denied = false
  /** Whether the order of calls can be judged: not after it lost things by itself. */
  judges = true
  /** What it lost and was not told of since. */
  readonly lost = new Set<string>()
  bulks = 0
  /** Things that it was told as if it had never acknowledged them. */
  readonly unknown: string[] = []
  /** Things that it does not know as ours. */
  readonly foreign = new Set<string>()
  /** What it answers with a failure, each time. */
  fails: (text: string) => boolean = () => false
  /** Milliseconds that it takes to say whether it is as it was. */
  hesitates = 0
  /** How often it was asked that. */
  questions = 0
  /** Whether it breaks off while it is read. */
  breaksOff = false
  /** What was ever refused, and what was refused the last time that it was told. */
  readonly refused = new Set<string>()
  readonly #aside = new Set<string>()
  /** Of the process that calls now. */
  #underWay = new Set<string>()
  /** The most calls that it was given at a time. */
  most = 0
  /** What it is still wanted to have. */
  wanted: (text: string) => boolean = () => true
  readonly #options: OutsideOptions

  constructor(options: OutsideOptions) {
    this.#options = options
  }

  /** What it lost, is to have, and was not told again. */
  misses(): string[] {
    return [...this.lost].filter(text => this.wanted(text))
  }

  wipe(): void {
    for (const text of this.things.keys()) if (!this.#aside.has(text)) this.lost.add(text)
    this.things.clear()
    this.judges = false
  }

  /** It loses one thing of a kind, and what needs that. */
  lose(kind: string): void {
    const [text] = [...this.things.keys()].filter(each => keyOf(each).kind === kind)
    if (text === undefined) return
    const needs = ({ desired }: Thing) => desired.parents.some(parent => textOf(parent) === text)
    const gone = [text, ...[...this.things].filter(([, thing]) => needs(thing)).map(([child]) => child)]
    for (const one of gone) {
      this.lost.add(one)
      this.things.delete(one)
    }
    this.judges = false
  }

  /** As a process sees it: after the process died, nothing comes back. */
  target(name: string, alive: { readonly dead: boolean } = { dead: false }): Target {
    this.#underWay = new Set()
    let uploads = 0
    let unsure = false
    const answer = <T>(value: T): Promise<T> => (alive.dead ? new Promise(() => {}) : Promise.resolve(value))
    const call = async (key: Key, signal: AbortSignal, apply: () => Outcome): Promise<Outcome> =>
      answer(alive.dead ? await answer(undefined as never) : await this.#call(key, signal, apply))
    return {
      name,
      describe: () => ({
        ...{ kinds: ['network', 'router', 'port', 'link'], readable: ['network', 'port'], bulk: false, concurrency: 8 },
        ...this.#options.description,
      }),
      update: (desired, signal, known) => {
        if (known !== true) this.unknown.push(textOf(desired.key))
        return call(desired.key, signal, () => this.#update(desired))
      },
      remove: (key, address, signal) => call(key, signal, () => this.#remove(key, address)),
      probe: async () => answer(this.#state()),
      begins: holds => {
        unsure = holds && this.#options.hashed === true
      },
      intact: async () => {
        const outcome = this.#intact(unsure)
        unsure &&= outcome.result !== 'diverged'
        this.questions += 1
        if (this.hesitates > 0) await this.#options.wait(this.hesitates, new AbortController().signal)
        return answer(outcome)
      },
      read: () => this.#read(alive),
      replace: async (all, _reason, signal) => {
        if (uploads++ > 0) this.violations.push('two uploads at a time')
        const outcome = await this.#replace(all, signal, alive).finally(() => uploads--)
        return answer(outcome)
      },
      endpoints: () => [],
      onChange: () => () => {},
      close: async () => {},
    }
  }

  #state(): Outcome {
    if (this.away) return { result: 'again', fault: fault('away'), away: true }
    return this.denied ? { result: 'denied', fault: fault('denied') } : { result: 'done' }
  }

  #intact(unsure: boolean): Outcome {
    const state = this.#state()
    const isOther = unsure || this.misses().length > 0
    if (state.result !== 'done' || !isOther) return state
    if (this.#options.hashed === true) this.lost.clear()
    return { result: 'diverged', fault: fault('wiped') }
  }

  async #call(key: Key, signal: AbortSignal, apply: () => Outcome): Promise<Outcome> {
    const text = textOf(key)
    const underWay = this.#underWay
    if (underWay.has(text)) this.violations.push(`two calls at a time: ${text}`)
    underWay.add(text)
    this.most = Math.max(this.most, underWay.size)
    const trouble = this.trouble()
    const state = this.#state()
    const failure: Outcome = { result: 'again', fault: fault('broken'), away: false }
    const answered = () => (this.fails(text) ? failure : this.#outcome(trouble, apply))
    const outcome = state.result !== 'done' ? state : answered()
    await this.#options.wait(1 + this.#options.random() * (this.#options.slowness ?? 20), signal)
    underWay.delete(text)
    if (trouble === 'thrown') throw new Error('a defect')
    return outcome
  }

  #outcome(trouble: Trouble | undefined, apply: () => Outcome): Outcome {
    if (trouble === 'again') return { result: 'again', fault: fault('again'), away: false }
    if (trouble === 'busy') return { result: 'again', fault: fault('busy'), away: false, after: 500 }
    if (trouble === 'away') return { result: 'again', fault: fault('refused connection'), away: true }
    if (trouble === 'diverged') return { result: 'diverged', fault: fault('hash') }
    const outcome = apply()
    return trouble === 'lost' ? { result: 'again', fault: fault('no answer'), away: true } : outcome
  }

  #update(desired: Desired): Outcome {
    const text = textOf(desired.key)
    this.calls.push(`update ${desired.key.kind} ${desired.key.id}`)
    if (String((desired.body as { name: string }).name).startsWith('bad')) {
      this.refused.add(text)
      this.#aside.add(text)
      this.lost.delete(text)
      return { result: 'refused', fault: fault('bad name') }
    }
    const missing = desired.parents.filter(parent => !this.things.has(textOf(parent)))
    if (missing.length > 0) {
      if (this.judges && !missing.every(parent => this.refused.has(textOf(parent))))
        this.violations.push(`before its parent: ${text}`)
      return { result: 'orphan', fault: fault('orphan') }
    }
    this.things.set(text, { desired })
    this.lost.delete(text)
    this.#aside.delete(text)
    return { result: 'done' }
  }

  #remove(key: Key, address: Json): Outcome {
    const text = textOf(key)
    this.calls.push(`remove ${key.kind} ${key.id}`)
    const thing = this.things.get(text)
    this.lost.delete(text)
    if (thing === undefined || canonical(thing.desired.address) !== canonical(address)) return { result: 'done' }
    const children = [...this.things.values()].filter(({ desired }) =>
      desired.parents.some(parent => textOf(parent) === text),
    )
    if (children.length > 0 && this.judges) this.violations.push(`before its children: ${text}`)
    this.things.delete(text)
    return { result: 'done' }
  }

  async *#read(alive: { readonly dead: boolean }): AsyncIterable<Found | 'complete'> {
    for (const [text, { desired }] of this.things) {
      await this.#options.wait(1, new AbortController().signal)
      if (alive.dead) await new Promise(() => {})
      if (this.away) return
      const { name } = desired.body as { name: Json }
      if (desired.key.kind !== 'link' && desired.key.kind !== 'router')
        yield { key: keyOf(text), address: desired.address, body: { name }, ours: !this.foreign.has(text) }
    }
    if (this.away || this.breaksOff) return
    yield 'complete'
  }

  async #replace(
    all: AsyncIterable<Desired>,
    signal: AbortSignal,
    alive: { readonly dead: boolean },
  ): Promise<Outcome> {
    const taken = new Map<string, Thing>()
    for await (const desired of all) taken.set(textOf(desired.key), { desired })
    await this.#options.wait(5, signal)
    if (alive.dead) return new Promise(() => {})
    const state = this.#state()
    if (state.result !== 'done') return state
    this.bulks += 1
    this.things.clear()
    for (const [text, thing] of taken) this.things.set(text, thing)
    this.lost.clear()
    this.#aside.clear()
    // It has it all, and nobody waits to hear that.
    return signal.aborted ? { result: 'again', fault: fault('unheard'), away: false } : { result: 'done' }
  }
}
