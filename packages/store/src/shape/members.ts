import type { Type } from '@baryon/model'
import { encoder } from './column.ts'
import type { Field, Fields } from './field.ts'

const toField = (name: string, type: Type): Field => ({ name, type, encode: encoder(type) })

const fieldsOf = (items: Type): readonly Field[] =>
  items.name === 'object' ? items.attributes.map(({ name, type }) => toField(name, type)) : [toField('', items)]

/** What the elements of a list have: the members of objects, or the element itself under the name ''. */
export class Members implements Fields {
  readonly columns: readonly Field[]
  readonly #list: string

  /** @throws Error for a type that is no list */
  constructor({ name, type }: Pick<Field, 'name' | 'type'>) {
    if (type.name !== 'list') throw new Error(`"${name}" is no list`)
    this.#list = name
    this.columns = fieldsOf(type.items)
  }

  index(name: string): number {
    const index = this.columns.findIndex(field => field.name === name)
    if (index < 0) throw new Error(`elements of "${this.#list}" have no member "${name}"`)
    return index
  }

  within(list: number): Fields {
    return new Members(this.columns[list]!)
  }

  indexFor(): undefined {
    return undefined
  }
}
