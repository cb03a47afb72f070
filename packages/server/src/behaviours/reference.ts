import type { Json } from '@baryon/kit'
import type { ListedSetting } from './listed.ts'
import { isMapping } from './yaml-file.ts'

const code = (value: Json) => `\`${JSON.stringify(value)}\``

/** What may be given, from the words of JSON Schema that settings use. */
function boundOf(schema: Json | undefined): string {
  if (!isMapping(schema)) return 'anything'
  const { type, enum: values, items, minimum, maximum, pattern } = schema
  const range = [
    ...(minimum === undefined ? [] : [`from ${JSON.stringify(minimum)}`]),
    ...(maximum === undefined ? [] : [`to ${JSON.stringify(maximum)}`]),
  ]
  if (Array.isArray(values)) return `one of ${values.map(code).join(', ')}`
  if (type === 'array') return `a list, each ${boundOf(items)}`
  if (type === 'object') {
    const of = schema['additionalProperties']
    return isMapping(of) ? `a mapping of names, each to ${boundOf(of)}` : 'a mapping'
  }
  const noun = type === 'integer' ? 'a whole number' : type === 'string' ? 'a text' : `a ${String(type)}`
  return [noun, ...range, ...(typeof pattern === 'string' ? [`like ${code(pattern)}`] : [])].join(' ')
}

const section = ({ name, schema, value }: ListedSetting) => `### ${name}

${String(schema['description'] ?? '')}.

| | |
|---|---|
| value | ${boundOf(schema).replaceAll('|', '\\|')} |
| default | ${code(value)} |
`

/** The page `docs/reference/service-settings.md`. @param settings of all services, with their defaults */
export function serviceSettingsPage(settings: readonly ListedSetting[]): string {
  const services = Map.groupBy(settings, ({ name }) => name.slice(0, name.indexOf('.')))
  const parts = [...services].map(([service, list]) => `## ${service}\n\n${list.map(section).join('\n')}`)
  return `# Settings of services

What operators set of a service is in the file that \`--service-settings FILE\` or \`BARYON_SERVICE_SETTINGS\` names: a YAML file with a mapping for each service.
What is left out has its default, an unknown name is refused. \`baryon config\` prints what is in effect.

\`\`\`yaml
networking:
  physical_mtu: 9000
  tenant_network_types: [geneve]
\`\`\`

${parts.join('\n')}`
}
