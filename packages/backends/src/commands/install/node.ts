/** The steps of `baryon install node`: what install-node.sh of the original did, without taking down what works. */
import type { ServerName } from './server-name.ts'
import { commandText, type Step } from './step.ts'

export interface NodeOptions {
  readonly controllers: readonly ServerName[]
  readonly bridge: string
  /** Of controllers that are named without one. */
  readonly port: number
}

export const unitPath = '/etc/systemd/system/baryon-bridge.service'

const ovs = ['ovs-vsctl', '--timeout=30'] as const

const needsOvs = 'Install Open vSwitch (openvswitch-switch), start it, and run this as root'

/**
 * One command for all: all of it happens or nothing, and every controller is set at once, since each `set-controller` replaces those before.
 * A bridge that is there stays with its ports.
 */
export const bridgeCommand = ({ controllers, bridge, port }: NodeOptions): readonly string[] => [
  ...ovs,
  ...['--', '--may-exist', 'add-br', bridge],
  ...['--', 'br-set-external-id', bridge, 'bridge-id', bridge],
  ...['--', 'set-controller', bridge, ...controllers.map(each => `tcp:${each.host}:${each.port ?? port}`)],
]

/** Says it again at each boot, for a host whose database of Open vSwitch is made anew. */
const unit = (options: NodeOptions): string => `[Unit]
Description=Open vSwitch bridge ${options.bridge} with its controllers
Wants=openvswitch-switch.service openvswitch.service
After=openvswitch-switch.service openvswitch.service ovs-vswitchd.service

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/usr/bin/env ${commandText(bridgeCommand(options))}

[Install]
WantedBy=multi-user.target
`

const needsSystemd = 'Run it as root on a machine with systemd; without it, --no-unit sets the bridge alone'

/** @param withUnit whether the bridge is set again at each boot */
export const nodeSteps = (options: NodeOptions, withUnit: boolean): readonly Step[] => [
  { what: 'run', command: bridgeCommand(options), next: needsOvs },
  ...(withUnit
    ? ([
        { what: 'file', path: unitPath, mode: 0o644, text: unit(options) },
        { what: 'run', command: ['systemctl', 'daemon-reload'], next: needsSystemd },
        { what: 'run', command: ['systemctl', 'enable', 'baryon-bridge.service'], next: needsSystemd },
      ] as const)
    : []),
]

/** The bridge stays with what is plugged into it, unless that is asked for too: it forwards by itself then. */
export function removeNodeSteps(bridge: string, withBridge: boolean, withUnit: boolean): readonly Step[] {
  const undo = withBridge
    ? [...ovs, '--', '--if-exists', 'del-br', bridge]
    : [...ovs, '--', '--if-exists', 'clear', 'Bridge', bridge, 'controller']
  return [
    ...(withUnit
      ? ([
          {
            what: 'run',
            command: ['systemctl', 'disable', 'baryon-bridge.service'],
            next: needsSystemd,
            mayFail: true,
          },
          { what: 'gone', path: unitPath },
          { what: 'run', command: ['systemctl', 'daemon-reload'], next: needsSystemd },
        ] as const)
      : []),
    { what: 'run', command: undo, next: needsOvs },
  ]
}
