import type { Attribute } from '../ir.ts'

/** Everything that an attribute is when nothing is said about it. */
const PLAIN = {
  required: false,
  nullable: false,
  plane: 'intent',
  immutable: false,
  readOnly: false,
  writeOnly: false,
  sensitive: false,
  emptyIsNull: false,
  policies: {},
} as const

export const timestamps: readonly Attribute[] = [
  {
    ...PLAIN,
    name: 'created_at',
    description: 'When the object was created',
    type: { name: 'datetime' },
    readOnly: true,
    stamp: 'created',
  },
  {
    ...PLAIN,
    name: 'updated_at',
    description: 'When the object was created or last changed',
    type: { name: 'datetime' },
    readOnly: true,
    stamp: 'updated',
  },
]

/** A set of attributes that many objects want, ready made. */
export interface Mixin {
  readonly summary: string
  readonly attributes: readonly Attribute[]
}

export const mixins = {
  description: {
    summary: 'a text for people, empty unless it is given',
    attributes: [
      {
        ...PLAIN,
        name: 'description',
        description: 'A text for people',
        type: { name: 'string', maxLength: 255 },
        default: '',
      },
    ],
  },
  tags: {
    summary: 'short texts to find objects by',
    attributes: [
      {
        ...PLAIN,
        name: 'tags',
        description: 'Short texts to find the object by',
        type: {
          name: 'list',
          items: { name: 'string', minLength: 1, maxLength: 60 },
          maxItems: 50,
          uniqueItems: true,
        },
        default: [],
      },
    ],
  },
  timestamps: { summary: 'when the object was created and when it was last changed', attributes: timestamps },
  revision: {
    summary: 'the revision of its last change',
    attributes: [
      {
        ...PLAIN,
        name: 'revision_number',
        description: 'The revision of its last change',
        type: { name: 'integer', min: 1 },
        readOnly: true,
        stamp: 'revision',
      },
    ],
  },
} as const satisfies Readonly<Record<string, Mixin>>

export const mixinNames: readonly string[] = Object.keys(mixins)

export const findMixin = (name: string): Mixin | undefined =>
  Object.hasOwn(mixins, name) ? mixins[name as keyof typeof mixins] : undefined

/** The key of an object that declares none: made up unless it is given. */
export const keyAttribute = (name: string): Attribute => ({
  ...PLAIN,
  name,
  description: 'Key of the object, made up unless it is given',
  type: { name: 'uuid' },
  immutable: true,
  emptyIsNull: true,
})
