import { answersItself } from '../../action.ts'
import type { Attribute, Kind, Service } from '../../ir.ts'
import { mayLack } from '../../schema.ts'
import { isRequired, isShown, isShownAsNull, isWritable } from '../../types/attribute.ts'
import { typescript } from '../../types/type.ts'
import { isServed } from '../url.ts'
import { type TypeNames, typeNames } from './names.ts'

/** How an interface shows an attribute. */
interface Member {
  readonly attribute: Attribute
  readonly optional: boolean
  readonly nullable: boolean
  /** The type's text; the attribute's own without it. */
  readonly type?: string
}

const key = (name: string) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name))

/** A comment cannot end early, whatever the model's text is. */
function comment(indent: string, lines: readonly string[]): string {
  const safe = lines.flatMap(line => line.replaceAll('*/', '*\u200b/').split('\n')).filter(line => line.trim() !== '')
  if (safe.length === 0) return ''
  if (safe.length === 1) return `${indent}/** ${safe[0]} */\n`
  return `${indent}/**\n${safe.map(line => `${indent} * ${line}\n`).join('')}${indent} */\n`
}

const deprecation = (text: string | undefined) => (text === undefined ? [] : [`@deprecated ${text}`])

function memberText({ attribute, optional, nullable, type = typescript(attribute.type) }: Member): string {
  const about = comment('  ', [attribute.description, ...deprecation(attribute.deprecated)])
  return `${about}  readonly ${key(attribute.name)}${optional ? '?' : ''}: ${type}${nullable ? ' | null' : ''}\n`
}

const interfaceText = (about: readonly string[], name: string, members: readonly Member[]) =>
  `${comment('', about)}export interface ${name} {\n${members.map(memberText).join('')}}\n`

const answer = (kind: Kind): Member[] =>
  kind.attributes.filter(isShown).map(attribute => ({
    attribute,
    optional: mayLack(kind, attribute),
    nullable: !kind.key.includes(attribute.name) && isShownAsNull(attribute),
  }))

const isGiven = (kind: Kind, attribute: Attribute) =>
  kind.key.includes(attribute.name) ? !kind.generatedKey : isRequired(attribute)

const create = (kind: Kind): Member[] =>
  kind.attributes.filter(isWritable).map(attribute => ({
    attribute,
    optional: !isGiven(kind, attribute),
    nullable: attribute.nullable,
  }))

const change = (kind: Kind): Member[] =>
  kind.attributes
    .filter(attribute => isWritable(attribute) && !attribute.immutable && !kind.key.includes(attribute.name))
    .map(attribute => ({ attribute, optional: true, nullable: attribute.nullable }))

const patch = (kind: Kind): Member[] =>
  change(kind).map(member => {
    const isMerged = member.attribute.type.name === 'map' || member.attribute.type.name === 'object'
    return isMerged ? { ...member, type: `Merge<${typescript(member.attribute.type)}>` } : member
  })

const input = (attributes: readonly Attribute[]): Member[] =>
  attributes.map(attribute => ({ attribute, optional: !isRequired(attribute), nullable: attribute.nullable }))

/** What requests of a kind carry, where they are served. */
const parts = [
  { name: 'Create', verb: 'create', means: 'is created from', members: create },
  { name: 'Update', verb: 'update', means: 'may be changed to; what is left out keeps its value', members: change },
  { name: 'Patch', verb: 'update', means: 'is patched with (RFC 7396)', members: patch },
] as const

function kindText(kind: Kind, names: TypeNames): string {
  const about = `What ${kind.noun}`
  return [
    interfaceText([kind.description, ...deprecation(kind.deprecated)], names.of(kind), answer(kind)),
    ...parts
      .filter(({ verb }) => isServed(kind, verb))
      .map(({ name, means, members }) => interfaceText([`${about} ${means}`], names.of(kind, name), members(kind))),
    ...kind.actions.map(each => interfaceText([each.description], names.input(kind, each), input(each.input))),
  ].join('\n')
}

function entry(kind: Kind, names: TypeNames): string {
  const actions = kind.actions.map(each => `${key(each.name)}: ${names.input(kind, each)}`)
  const behaviours = kind.actions.filter(answersItself).map(each => `'${each.name}'`)
  return [
    `  readonly ${key(kind.name)}: {`,
    `    readonly object: ${names.of(kind)}`,
    ...parts.map(
      ({ name, verb }) =>
        `    readonly ${name.toLowerCase()}: ${isServed(kind, verb) ? names.of(kind, name) : 'never'}`,
    ),
    `    readonly actions: ${actions.length > 0 ? `{ ${actions.join('; ')} }` : 'Record<never, never>'}`,
    `    readonly behaviours: ${behaviours.length > 0 ? behaviours.join(' | ') : 'never'}`,
    '  }',
  ].join('\n')
}

const merge = `/** A merge patch of a value: members may be left out, and null takes one away. */
type Merge<T> = T extends readonly unknown[] ? T : T extends object ? { readonly [K in keyof T]?: Merge<T[K]> | null } : T
`

/**
 * TypeScript types of a service: an interface for each kind as it is answered, created, changed and patched, one for each action's
 * input, and one of all of them by kind, named like the service (`NetL3vpn` of `net-l3vpn`).
 */
export function emitClientTypes(service: Service): string {
  const names = typeNames(service)
  const kinds = service.kinds.map(kind => kindText(kind, names))
  const about = comment('', [`The kinds of ${service.name} v${service.version}`, service.description])
  const all = `${about}export interface ${names.service} {\n${service.kinds.map(kind => entry(kind, names)).join('\n')}\n}\n`
  return [...kinds, all, ...(kinds.some(text => text.includes('Merge<')) ? [merge] : [])].join('\n')
}
