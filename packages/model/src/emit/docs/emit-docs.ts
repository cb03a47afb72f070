import type { Action, Kind, Rule, Service } from '../../ir.ts'
import { emitDiagram } from '../diagram/emit-diagram.ts'
import { chains, serviceUrl } from '../url.ts'
import { attributeTable, inputTable, kindLink } from './attributes.ts'
import { code, fence, prose, table } from './markdown.ts'
import { requests } from './requests.ts'

const deprecation = (text: string | undefined) => (text === undefined ? [] : [`> **Deprecated:** ${prose(text)}`, ''])

const verbs = (kind: Kind) => ['list', 'show', 'create', 'update', 'delete', ...kind.actions.map(each => each.name)]

const facts = (kind: Kind): string[][] => [
  ['key', kind.key.map(code).join(', ')],
  ['owner', kind.owner === undefined ? 'none: for administrators' : code(kind.owner)],
  ['CLI', code(`baryon ${kind.service} ${kind.noun} ${verbs(kind).join('|')}`)],
  ...(kind.quota === undefined ? [] : [['quota', kind.quota < 0 ? 'unlimited' : `${kind.quota} a project`]]),
]

function urls(service: Service, kind: Kind): string[][] {
  const base = serviceUrl(service)
  return chains(kind, service.kinds).flatMap(parents => {
    const above = parents.map(each => `/${each.plural}/{${each.noun}}`).join('')
    const collection = `${base}${above}/${kind.plural}`
    return [
      [code(collection), '`GET` lists, `POST` creates'],
      [code(`${collection}/{${kind.noun}}`), '`GET`, `PUT`, `PATCH`, `DELETE`'],
    ]
  })
}

const ruleRows = (rules: readonly Rule[]) => rules.map(rule => [code(rule.expression), prose(rule.message)])

const section = (title: string, lines: readonly string[]) => (lines.length === 0 ? [] : [`### ${title}`, '', ...lines])

const constraints = (kind: Kind) => [
  ...kind.uniques.map(each => [`${each.attributes.map(code).join(', ')}`, 'no two objects have the same']),
  ...ruleRows(kind.rules),
]

const companions = (service: Service, kind: Kind) =>
  kind.companions.map(({ kind: name, values }) => [
    kindLink(service, { service: kind.service, kind: name }),
    Object.entries(values)
      .map(([attribute, value]) => code(`${attribute} = ${value}`))
      .join(', '),
  ])

const action = (service: Service, kind: Kind, each: Action): string[] => [
  `### ${each.name}`,
  '',
  `\`POST ${serviceUrl(service)}/${kind.plural}/{${kind.noun}}/${each.name}\``,
  '',
  prose(each.description),
  '',
  ...inputTable(service, kind, each.input),
  ...table(['has to be true', 'otherwise'], ruleRows(each.requires)),
  ...table(
    ['sets', 'to'],
    Object.entries(each.set).map(([attribute, value]) => [code(attribute), code(value)]),
  ),
]

const chapter = (service: Service, kind: Kind): string[] => [
  `## ${kind.name}`,
  '',
  prose(kind.description),
  '',
  ...deprecation(kind.deprecated),
  ...table(['', ''], facts(kind)),
  ...section('Attributes', attributeTable(service, kind)),
  ...section('URLs', table(['URL', 'methods'], urls(service, kind))),
  ...section('Constraints', table(['what', 'rule'], constraints(kind))),
  ...section('Made together with it', table(['object', 'with'], companions(service, kind))),
  ...section(
    'Who may',
    table(
      ['verb', 'policy'],
      Object.entries(kind.policies).map(([verb, { source }]) => [code(verb), code(source || '@')]),
    ),
  ),
  ...section('Example', requests(service, kind)),
  ...kind.actions.flatMap(each => action(service, kind, each)),
]

const overview = (service: Service) =>
  table(
    ['object', 'URL', 'what it is'],
    service.kinds.map(kind => [
      kindLink(service, { service: service.name, kind: kind.name }),
      code(`${serviceUrl(service)}/${kind.plural}`),
      prose(kind.description),
    ]),
  )

/** The reference of a service as Markdown, with its diagram. Links to other services expect their documents beside it. */
export function emitDocs(service: Service): string {
  const lines = [
    `# ${prose(service.title)}`,
    '',
    prose(service.description),
    '',
    `Service ${code(service.name)}, version ${service.version} (${service.status}), below ${code(serviceUrl(service))}.`,
    '',
    ...overview(service),
    ...fence('mermaid', emitDiagram(service).trimEnd().split('\n')),
    ...service.kinds.flatMap(kind => chapter(service, kind)),
  ]
  return `${lines.join('\n').trimEnd()}\n`
}
