import type { Desired, Found } from '../src/index.ts'
import { type Rule, unlike } from './rule.ts'
import {
  held,
  misshapen,
  namesOf,
  never,
  removeAll,
  said,
  type TargetSubject,
  taken,
  tellAll,
  within,
} from './target.ts'

type TargetRule = Rule<TargetSubject>

const patience = 5000

const describing: readonly TargetRule[] = [
  {
    name: 'a target describes kinds of which it is given things, parents before children',
    async breach({ target, things }) {
      const { kinds } = target.describe()
      if (kinds.length === 0 || new Set(kinds).size !== kinds.length)
        return `its kinds are ${kinds.join(', ') || 'none'}`
      const bare = kinds.find(kind => !things.some(({ key }) => key.kind === kind))
      if (bare !== undefined) return `no thing of kind ${bare} is given to the kit`
      for (const { key, parents } of things)
        for (const parent of parents)
          if (kinds.includes(parent.kind) && kinds.indexOf(parent.kind) > kinds.indexOf(key.kind))
            return `${key.kind} comes before its parent ${parent.kind}`
      return
    },
  },
  {
    name: 'a target reads only what it takes, and takes at least one call at a time',
    async breach({ target }) {
      const { kinds, readable, concurrency } = target.describe()
      const odd = readable.find(kind => !kinds.includes(kind))
      if (odd !== undefined) return `it reads ${odd}, and does not take it`
      return Number.isInteger(concurrency) && concurrency >= 1 ? undefined : `it takes ${concurrency} calls at a time`
    },
  },
  {
    name: 'a target has the methods that its description speaks of',
    async breach({ target }) {
      const { readable, bulk } = target.describe()
      if (readable.length > 0 && target.read === undefined) return 'it has readable kinds, and no read'
      return bulk && target.replace === undefined ? 'it takes everything at once, and has no replace' : undefined
    },
  },
  {
    name: 'a target has a name, and says which one of its endpoints is told',
    async breach({ target }) {
      const endpoints = target.endpoints()
      if (target.name === '') return 'its name is empty'
      const names = endpoints.map(({ name }) => name)
      if (new Set(names).size !== names.length) return `two endpoints have one name: ${names.join(', ')}`
      const active = endpoints.filter(endpoint => endpoint.active).length
      return endpoints.length === 0 || active === 1 ? undefined : `${active} endpoints are active`
    },
  },
]

const telling: readonly TargetRule[] = [
  {
    name: 'what is told is there',
    async breach(subject) {
      return (await tellAll(subject)) ?? unlike('the outside has', await held(subject), namesOf(taken(subject)))
    },
  },
  {
    name: 'an update is idempotent: told twice, a thing is there once and both are done',
    async breach(subject) {
      const told = (await tellAll(subject)) ?? (await tellAll(subject))
      if (told !== undefined) return told
      const keys = (await subject.peek()).map(({ kind, id }) => `${kind} "${id}"`).sort()
      return unlike('the outside has', keys, namesOf(taken(subject)))
    },
  },
  {
    name: 'an update tells the whole thing: told otherwise, it is the same thing',
    async breach(subject) {
      const told = await tellAll(subject)
      if (told !== undefined) return told
      for (const thing of taken(subject)) {
        const changed = subject.changed(thing)
        if (changed === undefined) continue
        const outcome = await subject.target.update(changed, never())
        if (outcome.result !== 'done') return `another update of ${thing.key.kind} answers ${said(outcome)}`
      }
      return unlike('the outside has', await held(subject), namesOf(taken(subject)))
    },
  },
  {
    name: 'what is removed is gone, children before parents',
    async breach(subject) {
      return (
        (await tellAll(subject)) ?? (await removeAll(subject)) ?? unlike('the outside has', await held(subject), [])
      )
    },
  },
  {
    name: 'a removal is idempotent: what is gone is removed again and it is done',
    async breach(subject) {
      return (await tellAll(subject)) ?? (await removeAll(subject)) ?? removeAll(subject)
    },
  },
  {
    name: 'the removal of what never was is done',
    breach: removeAll,
  },
  {
    name: 'a removal takes the thing and its address alone, and leaves all others',
    async breach(subject) {
      const told = await tellAll(subject)
      if (told !== undefined) return told
      const last = taken(subject).at(-1)
      if (last === undefined) return 'no thing is given to the kit'
      const outcome = await subject.target.remove(last.key, last.address, never())
      if (outcome.result !== 'done') return `the removal answers ${said(outcome)}`
      return unlike('the outside has', await held(subject), namesOf(taken(subject).slice(0, -1)))
    },
  },
  {
    name: 'a thing that was removed can be told again',
    async breach(subject) {
      const before = (await tellAll(subject)) ?? (await removeAll(subject)) ?? (await tellAll(subject))
      return before ?? unlike('the outside has', await held(subject), namesOf(taken(subject)))
    },
  },
]

const answering: readonly TargetRule[] = [
  {
    name: 'every answer is an outcome: a result, and a fault with all its texts where it is not done',
    async breach(subject) {
      const { target } = subject
      const answers = [await target.probe(never())]
      if (target.intact !== undefined) answers.push(await target.intact(never()))
      // children without their parents: whatever it says has to be an outcome
      for (const thing of taken(subject).toReversed()) answers.push(await target.update(thing, never()))
      for (const { key, address } of taken(subject)) answers.push(await target.remove(key, address, never()))
      return answers.map(misshapen).find(wrong => wrong !== undefined)
    },
  },
  {
    name: 'a call ends when its signal aborts, with again or what it came to',
    async breach(subject) {
      const [first] = taken(subject)
      if (first === undefined) return 'no thing is given to the kit'
      const early = new AbortController()
      early.abort()
      const late = new AbortController()
      const calls = [subject.target.update(first, early.signal), subject.target.update(first, late.signal)]
      late.abort()
      for (const call of calls) {
        const outcome = await within(call, patience)
        if (outcome === undefined) return `it does not end within ${patience} milliseconds`
        if (outcome.result !== 'again' && outcome.result !== 'done') return `it answers ${said(outcome)}`
      }
      return
    },
  },
  {
    name: 'a target that has what it was told is intact, and is there when it is probed',
    async breach(subject) {
      const told = await tellAll(subject)
      if (told !== undefined) return told
      const probed = await subject.target.probe(never())
      if (probed.result !== 'done') return `the probe answers ${said(probed)}`
      const intact = await subject.target.intact?.(never())
      return intact === undefined || intact.result === 'done' ? undefined : `intact answers ${said(intact)}`
    },
  },
  {
    name: 'a target that lost what it was told is not intact',
    async breach(subject) {
      if (subject.wipe === undefined || subject.target.intact === undefined) return
      const told = await tellAll(subject)
      if (told !== undefined) return told
      await subject.target.intact(never())
      await subject.wipe()
      const intact = await subject.target.intact(never())
      return intact.result === 'diverged' ? undefined : `intact answers ${said(intact)}`
    },
  },
]

async function readAll({ target }: TargetSubject): Promise<readonly (Found | 'complete')[]> {
  const found: (Found | 'complete')[] = []
  for await (const one of target.read?.(never()) ?? []) found.push(one)
  return found
}

const readable = (subject: TargetSubject): readonly Desired[] =>
  taken(subject).filter(({ key }) => subject.target.describe().readable.includes(key.kind))

const reading: readonly TargetRule[] = [
  {
    name: 'a read that comes to its end says complete, once and last',
    async breach(subject) {
      if (subject.target.read === undefined) return
      const told = await tellAll(subject)
      if (told !== undefined) return told
      const marks = (await readAll(subject)).flatMap((one, index, all) =>
        one === 'complete' ? [all.length - index] : [],
      )
      return unlike('complete is said, counted from the end, at', marks, [1])
    },
  },
  {
    name: 'a read tells all things of the readable kinds, and knows them as ours',
    async breach(subject) {
      if (subject.target.read === undefined) return
      const told = await tellAll(subject)
      if (told !== undefined) return told
      const found = (await readAll(subject)).filter(one => one !== 'complete')
      const foreign = found.find(({ ours }) => !ours)
      if (foreign !== undefined) return `${foreign.key.kind} "${foreign.key.id}" is not known as ours`
      const names = found.map(({ key }) => `${key.kind} "${key.id}"`).sort()
      return unlike('it reads', names, namesOf(readable(subject)))
    },
  },
  {
    name: 'a target with nothing reads as nothing, and complete',
    async breach(subject) {
      return subject.target.read === undefined ? undefined : unlike('it reads', await readAll(subject), ['complete'])
    },
  },
  {
    name: 'what is read has the address by which it is removed',
    async breach(subject) {
      if (subject.target.read === undefined) return
      const told = await tellAll(subject)
      if (told !== undefined) return told
      const { kinds } = subject.target.describe()
      const found = (await readAll(subject)).filter(one => one !== 'complete')
      found.sort((a, b) => kinds.indexOf(b.key.kind) - kinds.indexOf(a.key.kind))
      for (const { key, address } of found) {
        const outcome = await subject.target.remove(key, address, never())
        if (outcome.result !== 'done') return `the removal of ${key.kind} "${key.id}" answers ${said(outcome)}`
      }
      return unlike('it still reads', await readAll(subject), ['complete'])
    },
  },
  {
    name: 'one thing is read as it is, or as absent',
    async breach(subject) {
      const { target } = subject
      const [thing] = readable(subject)
      if (target.readOne === undefined || thing === undefined) return
      const before = await target.readOne(thing.key, thing.address, never())
      if (before !== 'absent') return `before it is told: expected absent, found ${JSON.stringify(before)}`
      const told = await tellAll(subject)
      if (told !== undefined) return told
      const found = await target.readOne(thing.key, thing.address, never())
      if (found === 'absent' || 'result' in found) return `after it is told: found ${JSON.stringify(found)}`
      return unlike('it reads', found.key, thing.key)
    },
  },
]

async function* streamed(things: readonly Desired[]): AsyncIterable<Desired> {
  yield* things
}

const replacing: readonly TargetRule[] = [
  {
    name: 'replace tells the whole set: what is in it is there',
    async breach(subject) {
      if (!subject.target.describe().bulk || subject.target.replace === undefined) return
      const outcome = await subject.target.replace(streamed(taken(subject)), 'conformance', never())
      if (outcome.result !== 'done') return `replace answers ${said(outcome)}`
      return unlike('the outside has', await held(subject), namesOf(taken(subject)))
    },
  },
  {
    name: 'replace drops what is not in the set',
    async breach(subject) {
      if (!subject.target.describe().bulk || subject.target.replace === undefined) return
      const told = await tellAll(subject)
      if (told !== undefined) return told
      const rest = taken(subject).slice(0, -1)
      const outcome = await subject.target.replace(streamed(rest), 'conformance', never())
      if (outcome.result !== 'done') return `replace answers ${said(outcome)}`
      return unlike('the outside has', await held(subject), namesOf(rest))
    },
  },
]

/** Every rule of the contract of a target. */
export const targetRules: readonly TargetRule[] = [...describing, ...telling, ...answering, ...reading, ...replacing]
