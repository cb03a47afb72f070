import type { Json } from '@baryon/kit'
import type { Kind, Row, Service } from '../../ir.ts'
import { exampleCreate } from '../example.ts'
import { serviceUrl } from '../url.ts'
import { fence } from './markdown.ts'

const server = 'http://127.0.0.1:9696'

/** A word of a shell command that stands for itself. */
const word = (text: string) => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`)

const text = (value: Json) => (typeof value === 'string' ? value : JSON.stringify(value))

const options = (body: Row) =>
  Object.entries(body).map(([name, value]) => `--${name.replaceAll('_', '-')} ${word(text(value))}`)

/** How to create an object by HTTP and by the command line, with an example of each value. */
export function requests(service: Service, kind: Kind): string[] {
  const body = exampleCreate(kind)
  const curl = [
    `curl -X POST ${server}${serviceUrl(service)}/${kind.plural} \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d ${word(JSON.stringify(body))}`,
  ]
  const command = [`baryon ${service.name} ${kind.noun} create`, ...options(body)]
  return fence('sh', [...curl, '', command.join(' \\\n  ')])
}
