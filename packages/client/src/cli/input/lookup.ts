import type { Kind, Row, Service, Type } from '@baryon/model'
import type { Client } from '../../client.ts'
import { kindOf } from '../../models.ts'
import { refuse } from '../failure.ts'
import { idOf } from './id.ts'

const uuid = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i

/** How many of several objects with the same name are told. */
const TOLD = 10

const hasName = (kind: Kind): boolean => kind.attributes.some(attribute => attribute.name === 'name')

const keyType = (kind: Kind): Type | undefined =>
  kind.key.length === 1 ? kind.attributes.find(attribute => attribute.name === kind.key[0])?.type : undefined

/** Whether the key is a uuid, so that other text can only be a name. */
function hasUuid(kind: Kind): boolean {
  const type = keyType(kind)
  return (type?.name === 'reference' ? type.key.name : type?.name) === 'uuid'
}

const isUuid = (kind: Kind, text: string): boolean => hasUuid(kind) && uuid.test(text)

const wordsOf = (kind: Kind) => ({ noun: kind.noun, command: `${kind.service} ${kind.noun}` })

/** Finds objects by id or by their attribute `name`. */
export class Lookup {
  readonly #client: Client
  readonly #services: readonly Service[]
  readonly #at: { readonly at?: string }

  /** @param at the revision or time whose names are meant; now without it */
  constructor(client: Client, services: readonly Service[], at?: string) {
    this.#client = client
    this.#services = services
    this.#at = at === undefined ? {} : { at }
  }

  /**
   * The id that a text means. A text that fits the key is an id first; only when there is no such object, a name.
   * Where the key is that of another object, that object's name does.
   * @throws CommandError `name.unknown`, `name.ambiguous`
   */
  async id(kind: Kind, text: string): Promise<string> {
    if (!hasName(kind)) return this.reference(keyType(kind), text)
    if (isUuid(kind, text)) return text
    const onlyName = hasUuid(kind)
    if (!onlyName && (await this.#exists(kind, text))) return text
    const [found] = await this.#named(kind, text)
    if (found !== undefined) return idOf(kind, found)
    if (onlyName) throw refuse('name.unknown', { ...wordsOf(kind), name: text })
    return text
  }

  /** The object with that name, when the text can only be a name: saves asking for it again by id. */
  async named(kind: Kind, text: string): Promise<Row | undefined> {
    if (!hasName(kind) || !hasUuid(kind) || uuid.test(text)) return undefined
    const [found] = await this.#named(kind, text)
    if (found === undefined) throw refuse('name.unknown', { ...wordsOf(kind), name: text })
    return found
  }

  /** The key of another object, as a reference has it. */
  async reference(type: Type | undefined, text: string): Promise<string> {
    if (type?.name !== 'reference') return text
    return this.id(kindOf(this.#services, type.to.service, type.to.kind).kind, text)
  }

  async #named(kind: Kind, name: string): Promise<readonly Row[]> {
    const found = await this.#client
      .kind(kind.service, kind.name)
      .list({ filter: { name }, limit: TOLD + 1, ...this.#at })
      .all()
    if (found.length < 2) return found
    const ids = found.slice(0, TOLD).map(row => idOf(kind, row))
    const more = found.length > TOLD ? ', …' : ''
    throw refuse('name.ambiguous', { ...wordsOf(kind), name, ids: ids.join(', ') + more })
  }

  async #exists(kind: Kind, id: string): Promise<boolean> {
    return this.#client
      .kind(kind.service, kind.name)
      .show(id, this.#at)
      .then(
        () => true,
        () => false,
      )
  }
}
