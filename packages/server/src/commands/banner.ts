import type { Config } from '../config/settings.ts'
import { version } from '../version.ts'

/** The address that the command line client uses when it is told none. */
const usualUrl = 'http://127.0.0.1:9696'

/** A command that can be copied into another terminal. */
function nextCommand(url: string, config: Config): string {
  const address = url === usualUrl ? '' : ` --url ${url}`
  const token = config.auth.method === 'none' ? '' : ' --token <token>'
  return `npx baryon${address}${token} net-l3vpn port list`
}

/** What a person who started the server wants to know. */
export function banner(url: string, config: Config): string {
  const rows = [
    ['API', `${url}/proton`],
    ['OpenAPI', `${url}/openapi.json`],
    ['Documentation', `${url}/docs`],
    ['Database', config.database.path],
    [
      'Callers',
      config.auth.method === 'none' ? 'everyone who reaches it is administrator' : `by ${config.auth.method}`,
    ],
  ]
  const lines = rows.map(([name = '', value]) => `  ${name.padEnd(15)}${value}`)
  return `Baryon ${version} is running; Ctrl-C stops it

${lines.join('\n')}

Next, in another terminal:

  ${nextCommand(url, config)}
`
}
