/** `servers` of an ini file, with what it says of TLS: the controllers. */
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Given, Note } from './draft.ts'
import { tlsByDefault } from './generation.ts'
import { yesNo } from './parse.ts'

interface Said {
  readonly value: string
  readonly at: string
}

export interface Servers {
  readonly controllers: readonly { readonly at: string; readonly given: ReadonlyMap<string, Given> }[]
  readonly given: ReadonlyMap<string, Given>
  readonly notes: readonly Note[]
  readonly problems: readonly {
    readonly at: string
    readonly key: string
    readonly value: string
    readonly expected: string
  }[]
}

const standardFolder = '/etc/neutron/plugins/bigswitch/ssl'

/** `HOST[:PORT]`, `[IPV6][:PORT]`. Without a port it is 8000, as it was. */
function hostAndPort(text: string): { readonly host: string; readonly port: number } | undefined {
  const match = /^(\[[0-9A-Fa-f:.]+\]|[^\s:[\]/]+)(?::(\d{1,5}))?$/.exec(text)
  const port = Number(match?.[2] ?? 8000)
  return match?.[1] === undefined || port < 1 || port > 65535 ? undefined : { host: match[1], port }
}

const isFolder = (path: string) => existsSync(path) && statSync(path).isDirectory()

/** What the folder of certificates of the original means for one controller. */
function trust(folder: string, at: string, host: string, add: (name: string, value: unknown, at: string) => void) {
  const pinned = join(folder, 'host_certs', `${host.replaceAll(/[[\]]/g, '')}.pem`)
  if (existsSync(pinned)) {
    add('tls.verify', 'pin', `${pinned}`)
    add('tls.pins', [`file:${pinned}`], `${pinned}`)
  } else if (isFolder(join(folder, 'ca_certs'))) add('tls.ca', [join(folder, 'ca_certs')], at)
}

export function readServers(said: ReadonlyMap<string, Said>, generation: string | undefined, file: string): Servers {
  const notes: Note[] = []
  const problems: { at: string; key: string; value: string; expected: string }[] = []
  const flag = (key: string, standard: boolean) => {
    const found = said.get(key)
    if (!found) return standard
    const parsed = yesNo(found.value, '')
    if ('value' in parsed) return parsed.value
    problems.push({ ...found, key, expected: parsed.expected })
    return standard
  }
  const tls = flag('server_ssl', tlsByDefault(generation))
  const unchecked = flag('no_ssl_validation', false)
  const sticky = flag('ssl_sticky', tlsByDefault(generation))
  const list = said.get('servers')
  if (!list && generation === undefined) return { controllers: [], given: new Map(), notes, problems }
  const servers = list ?? { value: 'localhost:8800', at: 'default of the original' }
  const folder = said.get('ssl_cert_directory') ?? { value: standardFolder, at: file }
  const controllers = servers.value.split(',').flatMap(part => {
    const server = hostAndPort(part.trim())
    if (!server) {
      problems.push({ at: servers.at, key: 'servers', value: part.trim(), expected: 'HOST:PORT or [IPV6]:PORT' })
      return []
    }
    const given = new Map<string, Given>()
    given.set('url', { value: `${tls ? 'https' : 'http'}://${server.host}:${server.port}`, at: servers.at })
    const add = (name: string, value: unknown, at: string) => given.set(name, { value, at })
    if (tls && !unchecked) trust(folder.value, folder.at, server.host, add)
    return [{ at: servers.at, given }]
  })
  const given = new Map<string, Given>()
  if (tls && unchecked) {
    const { at } = said.get('no_ssl_validation') ?? servers
    given.set('tls.verify', { value: 'none', at })
    notes.push({
      at,
      key: 'no_ssl_validation',
      text: 'gives the credentials to whoever stands in the way; trust a certificate instead',
    })
  } else if (tls) notes.push(...trustNotes(controllers, sticky, said.get('server_ssl')?.at ?? servers.at))
  else if (said.has('ssl_cert_directory'))
    notes.push({ at: folder.at, key: 'ssl_cert_directory', text: 'has no effect: server_ssl is off' })
  return { controllers, given, notes, problems }
}

/** What the original did not check, and this does. */
function trustNotes(controllers: Servers['controllers'], sticky: boolean, at: string): Note[] {
  const bare = controllers.filter(({ given }) => !given.has('tls.pins') && !given.has('tls.ca'))
  if (bare.length === 0) return []
  const before = sticky ? 'certificates were trusted when they were seen first' : 'certificates were not checked'
  const text = `${before}; here chain and host name are checked: run "baryon controllers trust URL" for controllers with a certificate of their own`
  return [{ at, key: sticky ? 'ssl_sticky' : 'server_ssl', text }]
}
