import type { Service } from '../../ir.ts'
import { serviceUrl } from '../url.ts'
import { everyAnswer } from './headers.ts'
import { jsonContent, type Part, ref } from './object.ts'
import { refusals } from './problem.ts'

const text: Part = { type: 'string' }
const status: Part = { enum: ['CURRENT', 'STABLE', 'DEPRECATED'] }

const object = (properties: Part, required: readonly string[] = Object.keys(properties)): Part => ({
  type: 'object',
  required,
  properties,
})

const list = (name: string): Part => ({ type: 'array', items: ref('schemas', name) })

/** What the discovery URLs answer; the members are Gluon's. */
export const discoverySchemas: Part = {
  Link: object({ href: { type: 'string', format: 'uri-reference' }, rel: text }),
  Root: object({
    name: text,
    description: text,
    version: text,
    versions: list('RootVersion'),
    default_version: ref('schemas', 'RootVersion'),
    links: list('Link'),
  }),
  RootVersion: object({ id: text, status, links: list('Link') }),
  Protons: object({ protons: list('Proton') }),
  Proton: object({ proton_service: text, title: text, description: text, status, links: list('Link') }),
  Versions: object({ default_version: ref('schemas', 'Version'), versions: list('Version') }),
  Version: object({ proton_service: text, version_id: text, status, links: list('Link') }),
  Resources: object({ resources: list('Resource') }),
  Resource: object({
    resource_name: text,
    proton_service: text,
    version_id: text,
    status,
    kind: text,
    links: list('Link'),
  }),
}

const discover = (operationId: string, tag: string, summary: string, schema: string): Part => ({
  get: {
    operationId,
    tags: [tag],
    summary,
    responses: {
      200: { description: summary, headers: everyAnswer, content: jsonContent(ref('schemas', schema)) },
      ...refusals(),
    },
  },
})

export const discoveryPaths = (services: readonly Service[]): Part => ({
  '/': discover('baryon.root', 'baryon', 'Name of the server, links to what it has', 'Root'),
  '/proton': discover('baryon.services', 'baryon', 'The services', 'Protons'),
  ...Object.fromEntries(
    services.flatMap(service => [
      [
        `/proton/${service.name}`,
        discover(`${service.name}.versions`, service.name, 'The versions of the service', 'Versions'),
      ],
      [
        serviceUrl(service),
        discover(`${service.name}.resources`, service.name, 'The resources of the service', 'Resources'),
      ],
    ]),
  ),
})
