/** The side that has the targets: another thread than that of the loops. */
import type { Json } from '@baryon/kit'
import type { Author, Desired, Key } from '../intent.ts'
import type { PathAsked } from '../path.ts'
import type { Canaries, Description, Endpoint, Target } from '../target.ts'
import { Gate } from './gate.ts'
import { type Carrier, type Handlers, Line } from './line.ts'

/** What the other side keeps of a target, so that it need not ask. */
export interface Shown {
  readonly description: Description
  readonly endpoints: readonly Endpoint[]
}

/** A target as the other side hears of it first. */
export interface Introduced extends Shown {
  readonly name: string
  /** Methods that not every target has. */
  readonly has: readonly Optional[]
}

export const optional = ['begins', 'intact', 'read', 'readOne', 'replace', 'testPath'] as const
export type Optional = (typeof optional)[number]

/** Canaries as they cross the line. */
export interface SentCanaries {
  readonly keys: readonly Key[]
  readonly stand: number
}

export interface Served {
  readonly targets: readonly Target[]
  start(): void
  close(): Promise<void>
  /** What else may be asked, by its name. */
  readonly others?: Handlers
}

const shownOf = (target: Target, { ahead }: Gate): Shown => ({
  description: { ...target.describe(), ahead },
  endpoints: target.endpoints(),
})

/** Figures change with every call: they alone are shown so often at most (milliseconds). */
const figuresEvery = 20

function withoutFigures({ description: { ahead: _, ...description }, endpoints }: Shown) {
  return [description, endpoints.map(({ latency: _, ...rest }) => rest)]
}

/** Answers for targets what the other end of a line asks. @returns where its messages go */
export function serve(carrier: Carrier, { targets, start, close, others = {} }: Served): (text: string) => void {
  const byName = new Map(targets.map(target => [target.name, target]))
  const of = (name: unknown): Target => {
    const target = byName.get(String(name))
    if (target === undefined) throw new Error(`there is no target "${name}"`)
    return target
  }
  const gates = new Map(targets.map(target => [target, new Gate(() => target.describe().concurrency)]))
  const gateOf = (target: Target) => gates.get(target) as Gate
  const said = new Map(targets.map(target => [target, { text: '', at: 0 }]))
  /** What they are like now goes ahead of answers after which it is so. */
  const show = () => {
    const at = performance.now()
    for (const [target, before] of said) {
      const now = shownOf(target, gateOf(target))
      const text = JSON.stringify(withoutFigures(now))
      if (text === before.text && at < before.at + figuresEvery) continue
      said.set(target, { text, at })
      line.tellFirst('shown', target.name, now)
    }
  }
  const line: Line = new Line(
    carrier,
    {
      ...others,
      open: () =>
        targets.map(
          (target): Introduced => ({
            ...{ name: target.name, ...shownOf(target, gateOf(target)) },
            has: optional.filter(method => target[method] !== undefined),
          }),
        ),
      start,
      close,
      begins: ([name, holds]) => of(name).begins?.(holds as boolean),
      update: ([name, desired, known, by], signal) => {
        const target = of(name)
        const author = (by ?? undefined) as Author | undefined
        return gateOf(target).run(() => target.update(desired as Desired, signal, known as boolean, author))
      },
      remove: ([name, key, address, by], signal) => {
        const target = of(name)
        const author = (by ?? undefined) as Author | undefined
        return gateOf(target).run(() => target.remove(key as Key, address as Json, signal, author))
      },
      probe: ([name], signal) => of(name).probe(signal),
      intact: ([name, canaries], signal) =>
        of(name).intact?.(signal, canariesFrom(line, (canaries ?? undefined) as SentCanaries | undefined)),
      read: ([name]) => {
        const left = new AbortController()
        const stream = of(name).read?.(left.signal)
        return stream && line.lendStream(stream, () => left.abort())
      },
      readOne: ([name, key, address], signal) => of(name).readOne?.(key as Key, address as Json, signal),
      replace: ([name, all, reason], signal) =>
        of(name).replace?.(line.borrowedStream<Desired>(all as number), reason as string, signal),
      testPath: ([name, asked, wanted], signal) =>
        of(name).testPath?.(
          asked as PathAsked,
          async key => ((await line.borrowed(wanted as number, [key])) ?? undefined) as Desired | undefined,
          signal,
        ),
    },
    show,
  )
  for (const target of targets)
    target.onChange(() => {
      line.tell('changed', target.name)
    })
  return text => line.receive(text)
}

function canariesFrom(line: Line, sent: SentCanaries | undefined): Canaries | undefined {
  return sent && { keys: sent.keys, stand: async () => (await line.borrowed(sent.stand)) as boolean }
}
