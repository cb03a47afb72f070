import type { Action, Kind, Rule, Service, StandardVerb } from '../../ir.ts'
import { emitDiagram } from '../diagram/emit-diagram.ts'
import { chains, isServed, serviceUrl } from '../url.ts'
import { attributeTable, inputTable, kindLink } from './attributes.ts'
import { extensionLines } from './extensions.ts'
import { code, fence, prose, table } from './markdown.ts'
import { requests } from './requests.ts'

const deprecation = (text: string | undefined) => (text === undefined ? [] : [`> **Deprecated:** ${prose(text)}`, ''])

const words = { list: 'list', get: 'show', create: 'create', update: 'update', delete: 'delete' } as const

const standardVerbs = Object.keys(words) as StandardVerb[]

const verbs = (kind: Kind) => [
  ...standardVerbs.filter(verb => isServed(kind, verb)).map(verb => words[verb]),
  ...kind.actions.map(each => each.name),
]

const facts = (kind: Kind): string[][] => [
  ['key', kind.key.map(code).join(', ')],
  ['owner', kind.owner === undefined ? 'none: for administrators' : code(kind.owner)],
  ['CLI', code(`baryon ${kind.service} ${kind.noun} ${verbs(kind).join('|')}`)],
  ...(kind.quota === undefined ? [] : [['quota', kind.quota < 0 ? 'unlimited' : `${kind.quota} a project`]]),
  ...(kind.virtual ? [['stored', 'no: it is worked out when it is asked for']] : []),
  ...(kind.extension === undefined ? [] : [['extension', code(kind.extension)]]),
]

function urls(service: Service, kind: Kind): string[][] {
  const base = serviceUrl(service)
  return chains(kind, service.kinds).flatMap(parents => {
    const above = parents.map(each => `/${each.plural}/{${each.noun}}`).join('')
    const collection = `${base}${above}/${kind.plural}`
    const served = (methods: readonly (readonly [verb: StandardVerb, text: string])[]) =>
      methods.flatMap(([verb, text]) => (isServed(kind, verb) ? [text] : [])).join(', ')
    return [
      [
        code(collection),
        served([
          ['list', '`GET` lists'],
          ['create', '`POST` creates'],
        ]),
      ],
      [
        code(`${collection}/{${kind.noun}}`),
        served([
          ['get', '`GET`'],
          ['update', '`PUT`, `PATCH`'],
          ['delete', '`DELETE`'],
        ]),
      ],
    ].filter(([, methods]) => methods !== '')
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
  `\`${each.method ?? 'POST'} ${serviceUrl(service)}/${kind.plural}/{${kind.noun}}/${each.name}\``,
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
      Object.entries(kind.policies)
        .filter(([verb]) => verb.startsWith('action:') || isServed(kind, verb as StandardVerb))
        .map(([verb, { source }]) => [code(verb), code(source || '@')]),
    ),
  ),
  ...section('Example', isServed(kind, 'create') ? requests(service, kind) : []),
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

const dialects = { openstack: 'OpenStack Networking' } as const

const dialectLines = ({ dialect }: Service) =>
  dialect === undefined ? [] : [`It is served as ${dialects[dialect.name]} below ${code(dialect.path)} too.`]

/** The reference of a service as Markdown, with its diagram. Links to other services expect their documents beside it. */
export function emitDocs(service: Service): string {
  const lines = [
    `# ${prose(service.title)}`,
    '',
    prose(service.description),
    '',
    `Service ${code(service.name)}, version ${service.version} (${service.status}), below ${code(serviceUrl(service))}.`,
    ...dialectLines(service),
    '',
    ...overview(service),
    ...fence('mermaid', emitDiagram(service).trimEnd().split('\n')),
    ...extensionLines(service),
    ...service.kinds.flatMap(kind => chapter(service, kind)),
  ]
  return `${lines.join('\n').trimEnd()}\n`
}
