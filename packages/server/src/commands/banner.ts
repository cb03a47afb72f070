import type { Config } from '../config/settings.ts'
import { root } from '../openstack/identity/documents.ts'
import { demoProject } from '../openstack/identity/names.ts'
import { version } from '../version.ts'

/** The address that the command line client uses when it is told none. */
const usualUrl = 'http://127.0.0.1:9696'

/** A command that can be copied into another terminal. */
function nextCommand(url: string, config: Config): string {
  const address = url === usualUrl ? '' : ` --url ${url}`
  const token = config.auth.method === 'none' ? '' : ' --token <token>'
  return `npx baryon${address}${token} networking network list`
}

/** With the stand-in for Keystone, the clients of OpenStack need no more than this. */
const clouds = (url: string) => `clouds:
  baryon:
    auth:
      auth_url: ${url}${root}/v3
      username: admin
      password: any
      project_name: ${demoProject}
      user_domain_name: Default
      project_domain_name: Default`

const indented = (text: string) => text.replaceAll(/^/gm, '  ')

/** What there is to do with the small cloud that `npm start` makes, or first without one. */
const commands = (hasDemo: boolean) =>
  hasDemo
    ? ['openstack network list', 'openstack port create --network private web', 'openstack router show router']
    : [
        'openstack network create blue',
        'openstack subnet create --network blue --subnet-range 192.0.2.0/24 blue-v4',
        'openstack port create --network blue web',
      ]

/** How to reach OpenStack Networking with the client of OpenStack. */
function openstack(url: string, { auth, demo }: Config): string {
  if (auth.method !== 'none') return ''
  return `
or, with the openstack client, save this as clouds.yaml in the folder you work in:

${indented(clouds(url))}

and then

${indented(['export OS_CLOUD=baryon', ...commands(demo)].join('\n'))}
`
}

/** What a person who started the server wants to know. */
export function banner(url: string, config: Config): string {
  const rows = [
    ['API', `${url}/proton`],
    ['Networking', `${url}/v2.0`],
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
${openstack(url, config)}`
}
