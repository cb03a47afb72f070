/** How bodies of a kind are read in the dialect, worked out once a kind. */
import { type Attribute, isWritable, type Kind } from '@baryon/model'

export interface Field {
  readonly attribute: Attribute
  /** Whether it may be given when the object is created, and when it is changed. */
  readonly post: boolean
  readonly put: boolean
  /** Whether it has to be given when the object is created. */
  readonly required: boolean
}

export interface Form {
  readonly kind: Kind
  /** By the names that bodies use, in the order of the model. */
  readonly fields: ReadonlyMap<string, Field>
  /** The attribute with the project, which is given as `tenant_id` too. */
  readonly owner: string | undefined
}

/** Another name of the attribute with the project. */
export const TENANT = 'tenant_id'

function fieldOf(kind: Kind, attribute: Attribute): Field {
  const { name } = attribute
  const writable = isWritable(attribute)
  const isOwner = name === kind.owner
  const isKey = kind.key.includes(name)
  // Tags are changed as resources of their own.
  const put = writable && !attribute.immutable && !isOwner && !isKey && name !== 'tags'
  const filled = isOwner || name === kind.parent?.attribute
  const required = attribute.required && attribute.default === undefined && writable && !filled
  return { attribute, post: writable, put, required }
}

const forms = new WeakMap<Kind, Form>()

export function formOf(kind: Kind): Form {
  const known = forms.get(kind)
  if (known !== undefined) return known
  const { owner, parent } = kind
  const fields = new Map<string, Field>()
  for (const attribute of kind.attributes) {
    // The parent stands in the URL.
    if (attribute.internal || attribute.name === parent?.attribute) continue
    const field = fieldOf(kind, attribute)
    if (attribute.name === owner && owner !== TENANT) fields.set(TENANT, field)
    fields.set(attribute.name, field)
  }
  const made = { kind, fields, owner }
  forms.set(kind, made)
  return made
}
