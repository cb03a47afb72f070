/** Names that stand for two things at once, or for something that is not the model's to name. */
import type { Kind, Service } from '../ir.ts'
import { typeNames } from '../language/facets.ts'
import { findMixin } from '../read/mixins.ts'
import { entry, itemsOf, member, textOf } from '../read/node.ts'
import type { Place } from '../read/source.ts'
import { attributeEntry, attributePlace, type Subject } from './subject.ts'

/** Parameters of lists and writes. An attribute of that name could not be filtered by. */
const PARAMETERS = new Set(['limit', 'marker', 'sort', 'fields', 'at', 'page_reverse', 'dry_run'])

/** First segments of URLs that are the server's own; `/proton` in front of a service may be left out. */
export const serversOwn: readonly string[] = [
  'proton',
  'v1',
  'docs',
  'openapi.json',
  'healthz',
  'readyz',
  'metrics',
  'console',
]

function checkAttributeNames(subject: Subject): void {
  const { kind, object, report } = subject
  const severity = object.declaration.language === '1.0' ? 'warning' : 'error'
  for (const { name } of kind.attributes) {
    const at = attributePlace(subject, name)
    if (PARAMETERS.has(name)) report.add('attribute.parameter', at, { name }, { severity })
    if (name === kind.plural || name === `${kind.plural}_links`)
      report.add('attribute.envelope', at, { name, kind: kind.name })
  }
}

/** A mixin whose attribute the object declares itself would be there by half. */
function checkMixins({ object, report }: Subject): void {
  for (const item of itemsOf(member(object.node, 'mixins'))) {
    const mixin = textOf(item) ?? ''
    for (const { name } of findMixin(mixin)?.attributes ?? []) {
      const own = attributeEntry(object.node, name)
      if (own !== undefined) report.add('mixin.clash', own.key, { name, mixin })
    }
  }
}

function apiPlace({ object }: Subject, ...names: readonly string[]): Place {
  const api = member(object.node, 'api')
  return names.map(name => entry(api, name)?.node.at).find(at => at !== undefined) ?? object.declaration.key
}

interface Distinct {
  readonly code: 'api.noun' | 'api.plural' | 'api.table'
  of(kind: Kind): string
  place(subject: Subject): Place
}

const DISTINCT: readonly Distinct[] = [
  { code: 'api.noun', of: kind => kind.noun, place: subject => apiPlace(subject, 'name') },
  { code: 'api.plural', of: kind => kind.plural, place: subject => apiPlace(subject, 'plural_name', 'name') },
  { code: 'api.table', of: kind => kind.table, place: ({ object }) => object.declaration.key },
]

function checkDistinct(subjects: readonly Subject[], { code, of, place }: Distinct): void {
  const seen = new Map<string, string>()
  for (const subject of subjects) {
    const name = of(subject.kind).toLowerCase()
    const other = seen.get(name)
    if (other === undefined) seen.set(name, subject.kind.name)
    else subject.report.add(code, place(subject), { name: of(subject.kind), other })
  }
}

/** Names within one service. */
export function checkNames(subjects: readonly Subject[]): void {
  for (const subject of subjects) {
    checkAttributeNames(subject)
    checkMixins(subject)
    const { object, kind, report } = subject
    if (typeNames.includes(kind.name)) report.add('object.reserved', object.declaration.key, { name: kind.name })
  }
  for (const one of DISTINCT) checkDistinct(subjects, one)
}

/** Whether a service may be called that. */
export const isServersOwn = (service: Pick<Service, 'name'>): boolean => serversOwn.includes(service.name)
