import type { Attribute, Kind, KindName, Reference, Service, Type } from '../../ir.ts'

const words = (text: string) => text.replaceAll(/[^\w-]/g, '_')

/** An entity of the service itself is its name; another one's is `service/Kind`, which has to be quoted. */
const entity = (service: Service, name: KindName) =>
  name.service === service.name ? words(name.kind) : `"${name.service}/${name.kind}"`

function typeWord(type: Type): string {
  if (type.name === 'reference') return typeWord(type.key)
  return type.name === 'list' ? `${typeWord(type.items)}[]` : type.name
}

function keys(kind: Kind, { name }: Attribute): string {
  const marks = [
    kind.key.includes(name) && 'PK',
    kind.references.some(each => each.attribute === name) && 'FK',
    kind.uniques.some(each => each.attributes.length === 1 && each.attributes[0] === name) && 'UK',
  ].filter(mark => mark !== false)
  return marks.join(', ')
}

const entityBlock = (service: Service, kind: Kind) => [
  `  ${entity(service, { service: kind.service, kind: kind.name })} {`,
  ...kind.attributes.flatMap(each => {
    const marks = keys(kind, each)
    return marks === '' ? [] : [`    ${typeWord(each.type)} ${words(each.name)} ${marks}`]
  }),
  '  }',
]

/** One target has at most one such object when the reference alone is unique or the key. */
const isAlone = (kind: Kind, attribute: string) =>
  [kind.key, ...kind.uniques.map(each => each.attributes)].some(set => set.length === 1 && set[0] === attribute)

/** A solid line is one whose end goes with its start. */
function relation(service: Service, kind: Kind, reference: Reference): string {
  const line = reference.onDelete === 'cascade' ? '--' : '..'
  const required = kind.attributes.find(each => each.name === reference.attribute)?.nullable === false
  const start = reference.many ? '}o' : required ? '||' : '|o'
  const end = !reference.many && isAlone(kind, reference.attribute) ? 'o|' : 'o{'
  const self = entity(service, { service: kind.service, kind: kind.name })
  return `  ${entity(service, reference.to)} ${start}${line}${end} ${self} : ${words(reference.attribute)}`
}

/** A service's kinds with their keys and what they refer to, as a Mermaid entity relationship diagram. */
export function emitDiagram(service: Service): string {
  const blocks = service.kinds.flatMap(kind => entityBlock(service, kind))
  const relations = service.kinds.flatMap(kind => kind.references.map(each => relation(service, kind, each)))
  return `${['erDiagram', ...blocks, ...relations].join('\n')}\n`
}
