import type { Kind, Service } from '@baryon/model'
import { refuse } from './failure.ts'
import { suggestion, verbOf } from './suggest.ts'

/** A kind with the service it belongs to. */
export interface Noun {
  readonly service: Service
  readonly kind: Kind
}

/** A noun of the command line, and the words behind it. */
export interface Resolved extends Noun {
  /** How it was written: `port`, or `net-l3vpn port`. */
  readonly words: readonly string[]
}

/** Commands that are there whatever the models are; their names are no nouns unless the service stands in front. */
export type Reserved = ReadonlySet<string>

/** Kinds of which something is served: nothing can be done with others. */
export function nounsOf(services: readonly Service[]): Noun[] {
  return services.flatMap(service =>
    service.kinds
      .filter(({ verbs, actions }) => verbs?.length !== 0 || actions.length > 0)
      .map(kind => ({ service, kind })),
  )
}

const spellings = (kind: Kind): readonly string[] => [kind.noun, kind.plural, kind.name]

const named = (nouns: readonly Noun[], word: string): readonly Noun[] => {
  const exact = nouns.filter(({ kind }) => kind.noun === word)
  return exact.length > 0 ? exact : nouns.filter(({ kind }) => spellings(kind).includes(word))
}

function within(service: Service, word: string | undefined): Resolved | undefined {
  if (word === undefined) return undefined
  const [found] = named(nounsOf([service]), word)
  return found && { ...found, words: [service.name, word] }
}

/** Whether the words name a kind, of one service or of several. */
export function isNoun(services: readonly Service[], words: readonly string[]): boolean {
  const service = services.find(one => one.name === words[0])
  if (service !== undefined && within(service, words[1]) !== undefined) return true
  return words.length === 1 && named(nounsOf(services), words[0] ?? '').length > 0
}

/** Whether the first word is a service and what stands behind it is no verb: then the service itself is asked about. */
export function serviceOf(services: readonly Service[], words: readonly string[]): Service | undefined {
  const service = services.find(one => one.name === words[0])
  return service !== undefined && within(service, words[1]) === undefined ? service : undefined
}

/** What `list vpn` and `vpn-list`, as other tools have it, are here. */
function turnedAround(services: readonly Service[], [first = '', second]: readonly string[]): string | undefined {
  const [, head = '', tail = ''] = /^(.+)-(\w+)$/.exec(first) ?? []
  const [noun, verb] = second === undefined || head !== '' ? [head, tail] : [second, first]
  const known = named(nounsOf(services), noun)[0]?.kind.noun
  const meant = verbOf(verb)
  return known === undefined || meant === undefined ? undefined : `${known} ${meant}`
}

function unknown(services: readonly Service[], words: readonly string[], reserved: Reserved): Error {
  const [first = '', second] = words
  const service = services.find(one => one.name === first)
  if (service !== undefined && second !== undefined) {
    const nouns = nounsOf([service]).map(({ kind }) => kind.noun)
    return refuse('command.unknown', { command: `${first} ${second}`, suggestion: suggestion(second, nouns) })
  }
  const known = [...reserved, ...services.map(one => one.name), ...nounsOf(services).map(({ kind }) => kind.noun)]
  const turned = turnedAround(services, words)
  const meant = turned === undefined ? suggestion(first, known) : ` (did you mean "${turned}"?)`
  return refuse('command.unknown', { command: first, suggestion: meant })
}

/**
 * Which kind the words mean. `<service> <noun>` always works; a noun alone does when one service has it, or when one that has it is preferred.
 * @param preferred the service of `--service` or of the profile
 * @throws CommandError `command.unknown`, `noun.ambiguous`, `service.unknown`
 */
export function resolveNoun(
  services: readonly Service[],
  words: readonly string[],
  preferred: string | undefined,
  reserved: Reserved,
): Resolved {
  const [first = ''] = words
  const service = services.find(one => one.name === first)
  const below = service && within(service, words[1])
  if (below !== undefined) return below
  const candidates = named(nounsOf(services), first)
  const chosen = candidates.length > 1 ? candidates.filter(noun => noun.service.name === preferred) : candidates
  const [only] = chosen
  if (only !== undefined && chosen.length === 1) return { ...only, words: [first] }
  if (candidates.length === 0) throw unknown(services, words, reserved)
  if (preferred !== undefined && !services.some(one => one.name === preferred)) {
    const names = services.map(one => one.name)
    const known = { services: names.join(', '), suggestion: suggestion(preferred, names) }
    throw refuse('service.unknown', { service: preferred, ...known })
  }
  const choices = candidates.map(noun => `"baryon ${noun.service.name} ${noun.kind.noun}"`).join(' or ')
  throw refuse('noun.ambiguous', { noun: first, choices })
}
