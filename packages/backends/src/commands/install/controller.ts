/** The steps of `baryon install controller`: what install-plugin.sh of the original did. */
import { basename } from 'node:path'
import { stringify } from 'yaml'
import type { ServerName } from './server-name.ts'
import { commandText, type Step } from './step.ts'

export interface ControllerOptions {
  readonly servers: readonly ServerName[]
  readonly tls: boolean
  readonly dialect: string
  readonly mode: 'failover' | 'replicate'
  /** `user:password`, or undefined for none. */
  readonly auth: string | undefined
  /** The program and its first words. */
  readonly program: readonly string[]
  readonly listen: string | undefined
}

export const places = {
  configuration: '/etc/baryon/restproxy.yaml',
  auth: '/etc/baryon/restproxy.auth',
  unit: '/etc/systemd/system/baryon.service',
  users: '/etc/sysusers.d/baryon.conf',
} as const

/** The port of controllers that are named without one, as the later generations had it. */
const standardPort = 8000

const configuration = ({ servers, tls, dialect, mode, auth }: ControllerOptions): string =>
  `# Written by "baryon install controller". All settings: baryon controllers config ${places.configuration}\n${stringify(
    {
      mode,
      dialect,
      controllers: servers.map(({ host, port = standardPort }) => ({ url: `http${tls ? 's' : ''}://${host}:${port}` })),
      ...(auth === undefined ? {} : { auth: { basic: `file:${basename(places.auth)}` } }),
    },
  )}`

const unit = ({ program, listen }: ControllerOptions): string => `[Unit]
Description=Baryon, a model-driven network control plane
Wants=network-online.target
After=network-online.target

[Service]
User=baryon
StateDirectory=baryon
StateDirectoryMode=0700
Environment=BARYON_DATA=/var/lib/baryon
Environment=BARYON_RESTPROXY=${places.configuration}
${listen === undefined ? '' : `Environment=BARYON_LISTEN=${listen}\n`}ExecStart=${commandText([...program, 'start'])}
Restart=on-failure
RestartSec=2
NoNewPrivileges=yes
PrivateTmp=yes
ProtectHome=read-only
ProtectSystem=full

[Install]
WantedBy=multi-user.target
`

const needsSystemd = 'Run it as root on a machine with systemd, or install below a folder with --root'

const run = (...command: readonly string[]): Step => ({ what: 'run', command, next: needsSystemd })

/** The user first, then what it may read, then the server. */
export function controllerSteps(options: ControllerOptions): readonly Step[] {
  const { auth } = options
  const secret: readonly Step[] =
    auth === undefined
      ? []
      : [
          { what: 'file', path: places.auth, mode: 0o640, text: `${auth}\n`, secret: true },
          run('chown', 'root:baryon', places.auth),
        ]
  return [
    { what: 'file', path: places.users, mode: 0o644, text: 'u baryon - "Baryon" /var/lib/baryon\n' },
    run('systemd-sysusers', places.users),
    { what: 'folder', path: '/etc/baryon', mode: 0o755 },
    ...secret,
    { what: 'file', path: places.configuration, mode: 0o644, text: configuration(options) },
    { what: 'file', path: places.unit, mode: 0o644, text: unit(options) },
    run('systemctl', 'daemon-reload'),
    run('systemctl', 'enable', '--now', 'baryon.service'),
  ]
}

/** The data stays: it is what the network is made of. */
export const removeControllerSteps: readonly Step[] = [
  {
    what: 'run',
    command: ['systemctl', 'disable', '--now', 'baryon.service'],
    next: needsSystemd,
    mayFail: true,
  },
  { what: 'gone', path: places.unit },
  run('systemctl', 'daemon-reload'),
  { what: 'gone', path: places.configuration },
  { what: 'gone', path: places.auth },
  { what: 'gone', path: places.users },
]
