import assert from 'node:assert/strict'
import type { Json } from '@baryon/kit'
import { newValidator } from '@baryon/model'

type Validate = ReturnType<ReturnType<typeof newValidator>['compile']>

type Part = { readonly [name: string]: Json }

/** An answer as it came, to be held against the document. */
export interface Answered {
  readonly method: string
  /** The path as the document writes it, with its parameters in braces. */
  readonly template: string
  readonly status: number
  readonly headers: Headers
  readonly body: Json | undefined
}

/** Headers that an answer only has under conditions. */
const conditional = new Set([
  'Idempotency-Replayed',
  'Retry-After',
  'Baryon-Commit',
  'Baryon-Converged',
  'Preference-Applied',
])

const escaped = (name: string) => encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'))

const base = 'https://baryon.test/'

/** A schema out of its document: it refers to the others by their URLs. */
const alone = (schema: Part): Part =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/components/schemas/', `"${base}`)) as Part

/** An OpenAPI document that answers can be held against. */
export class Document {
  readonly root: Part
  readonly #ajv = newValidator()
  readonly #validators = new Map<string, Validate>()

  constructor(root: Part) {
    this.root = root
    this.#ajv.addFormat('uri-reference', text => URL.canParse(text, 'http://baryon.test'))
    const { schemas } = root['components'] as { readonly schemas: Readonly<Record<string, Part>> }
    for (const [name, schema] of Object.entries(schemas)) this.#ajv.addSchema(alone(schema), base + name)
  }

  /** What a pointer such as `#/components/schemas/X` leads to. */
  at(pointer: string): Part {
    const names = pointer
      .slice(2)
      .split('/')
      .map(name => decodeURIComponent(name).replaceAll('~1', '/').replaceAll('~0', '~'))
    const found = names.reduce<Json | undefined>((part, name) => (part as Part | undefined)?.[name], this.root)
    assert.notEqual(found, undefined, `${pointer} leads nowhere`)
    return found as Part
  }

  /** Pointers of all operations of a path, by method. */
  operation(template: string, method: string): string {
    return `#/paths/${escaped(template)}/${method.toLowerCase()}`
  }

  /** The pointer itself, or where it points to. */
  follow(pointer: string): string {
    const reference = this.at(pointer)['$ref']
    return typeof reference === 'string' ? this.follow(reference) : pointer
  }

  /** Holds status, headers, content type and body of an answer against what its operation says. */
  check(answer: Answered): void {
    const { method, template, status, headers, body } = answer
    const what = `${method} ${template} ${status} ${JSON.stringify(body)?.slice(0, 500)}`
    const responses = `${this.operation(template, method)}/responses`
    const documented = String(status) in this.at(responses)
    assert.ok(documented || status >= 400, `${what}: the status is not documented`)
    const response = this.follow(`${responses}/${documented ? status : 'default'}`)
    for (const name of Object.keys((this.at(response)['headers'] ?? {}) as Part))
      if (!conditional.has(name)) assert.ok(headers.has(name), `${what}: the header ${name} is missing`)
    const content = (this.at(response)['content'] ?? {}) as Part
    if (Object.keys(content).length === 0) assert.equal(body, undefined, `${what}: has a body`)
    else this.#checkBody(answer, response, content, what)
  }

  #checkBody({ headers, body }: Answered, response: string, content: Part, what: string): void {
    const [type = ''] = (headers.get('content-type') ?? '').split(';')
    assert.ok(type in content, `${what}: the content type ${type} is not documented`)
    if (!type.endsWith('json')) return
    const validate = this.#validator(`${response}/content/${escaped(type)}/schema`)
    assert.ok(validate(body), `${what}: ${this.#ajv.errorsText(validate.errors)}`)
  }

  #validator(pointer: string): Validate {
    let validate = this.#validators.get(pointer)
    if (validate === undefined) {
      validate = this.#ajv.compile(alone(this.at(pointer)))
      this.#validators.set(pointer, validate)
    }
    return validate
  }
}
