import type { Kind, Service } from '../../ir.ts'
import { changePaths, changeSchemas } from './changes.ts'
import { controllerPaths, controllerSchemas } from './controllers.ts'
import { discoveryPaths, discoverySchemas } from './discovery.ts'
import { filterParameters } from './filters.ts'
import { headers } from './headers.ts'
import { kindExamples, kindSchemas } from './kind-components.ts'
import { kindPaths } from './kind-paths.ts'
import type { Part } from './object.ts'
import { parameters } from './parameters.ts'
import { problemResponses, problemSchemas } from './problem.ts'
import { serverPaths } from './server-paths.ts'

export interface OpenApiOptions {
  readonly title: string
  /** Of the API's implementation, not of a service. */
  readonly version: string
  /** Where it is served; the default is where the document is read from. */
  readonly serverUrl?: string
}

const description = `Every model is served the same way: filters, sorting, paging, merge patch, revisions as ETags, idempotency keys, and
refusals that list every fault. The \`/proton\` in front of a path may be left out.`

const securitySchemes: Part = {
  bearer: { type: 'http', scheme: 'bearer' },
  token: { type: 'apiKey', in: 'header', name: 'X-Auth-Token' },
}

const pageLinks: Part = {
  type: 'array',
  items: {
    type: 'object',
    required: ['rel', 'href'],
    properties: { rel: { enum: ['next', 'previous'] }, href: { type: 'string', format: 'uri-reference' } },
  },
}

const merge = (kinds: readonly Kind[], partsOf: (kind: Kind) => Readonly<Record<string, Part>>): Part =>
  Object.assign({}, ...kinds.map(partsOf))

function components(kinds: readonly Kind[]): Part {
  return {
    schemas: {
      ...merge(kinds, kindSchemas),
      ...changeSchemas,
      ...controllerSchemas,
      ...discoverySchemas,
      ...problemSchemas,
      PageLinks: pageLinks,
    },
    parameters: { ...parameters, ...merge(kinds, filterParameters) },
    headers,
    responses: problemResponses,
    examples: merge(kinds, kindExamples),
    securitySchemes,
  }
}

/** The OpenAPI 3.1 document of everything that a server with these services answers. */
export function emitOpenApi(services: readonly Service[], options: OpenApiOptions): Part {
  const kinds = services.flatMap(service => service.kinds)
  return {
    openapi: '3.1.0',
    info: {
      title: options.title,
      version: options.version,
      description,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: options.serverUrl ?? '/' }],
    security: [{ bearer: [] }, { token: [] }, {}],
    tags: [
      ...services.map(({ name, title, description: text }) => ({ name, description: `${title}: ${text}` })),
      { name: 'baryon', description: 'What is not about one service' },
    ],
    paths: {
      ...discoveryPaths(services),
      ...Object.assign({}, ...services.map(kindPaths)),
      ...changePaths,
      ...controllerPaths,
      ...serverPaths,
    },
    components: components(kinds),
  }
}
