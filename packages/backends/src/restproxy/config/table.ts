/**
 * Every setting of the backend `restproxy`, once: what it means, its default, its bounds and why. The reader, the effective configuration
 * and the reference page come from this table. A dot is a level of the YAML file.
 */
import {
  choice,
  duration,
  durationOr,
  list,
  lists,
  name,
  origin,
  type Parse,
  path,
  pin,
  routerRule,
  secret,
  share,
  text,
  whole,
  yesNo,
} from './parse.ts'

export interface Field<T> {
  /** One sentence, without a full stop. */
  readonly meaning: string
  /** What may be given, for people. */
  readonly bound: string
  /** As it would be written; without one the setting is unset. */
  readonly default?: unknown
  readonly reason: string
  readonly parse: Parse<T>
}

const field = <T>(definition: Field<T> & { readonly default: unknown }): Field<T> => definition
const optional = <T>(definition: Field<T>): Field<T | undefined> => definition

/** Of one controller. Those of the whole file are the defaults of each. */
const access = {
  'auth.basic': optional({
    meaning: 'User and password of HTTP Basic, joined by a colon',
    bound: 'file:PATH or env:NAME',
    reason: 'A secret is never in the configuration itself; it is read again when a controller answers 401',
    parse: secret,
  }),
  'auth.token': optional({
    meaning: 'Token of a session, sent as a cookie instead of HTTP Basic',
    bound: 'file:PATH or env:NAME',
    reason: 'As auth.basic; one of the two',
    parse: secret,
  }),
  'tls.verify': field({
    meaning: 'What is checked of a certificate: chain and host name (`full`), the pins alone (`pin`), nothing (`none`)',
    bound: 'full, pin or none',
    default: 'full',
    reason: 'Pins are checked with `full` too; `none` gives the credentials to whoever stands in the way',
    parse: choice('full', 'pin', 'none'),
  }),
  'tls.ca': optional({
    meaning: 'Certificates of the authorities that are trusted, instead of those of Node.js',
    bound: 'PEM files or folders of them (a folder is read with its folders)',
    reason: 'Controllers mostly have certificates of their own authority; files are read again when they change',
    parse: list(path),
  }),
  'tls.cert': optional({
    meaning: 'Certificate that is shown to controllers, with its chain',
    bound: 'a PEM file',
    reason: 'For controllers that want to know their clients; read again when it changes',
    parse: path,
  }),
  'tls.key': optional({
    meaning: 'Private key of tls.cert',
    bound: 'a PEM file',
    reason: 'Given together with tls.cert',
    parse: path,
  }),
  'tls.passphrase': optional({
    meaning: 'What tls.key is encrypted with',
    bound: 'file:PATH or env:NAME',
    reason: 'As auth.basic',
    parse: secret,
  }),
  'tls.pins': field({
    meaning: 'Public keys that a controller may have; others are not spoken to',
    bound: 'SHA-256 of the SubjectPublicKeyInfo in base64, or file:CERTIFICATE',
    default: [],
    reason: 'Two pins let a key be changed; `baryon controllers trust URL` shows them',
    parse: list(pin),
  }),
  'tls.minVersion': field({
    meaning: 'The oldest version of TLS',
    bound: 'TLSv1.2 or TLSv1.3',
    default: 'TLSv1.2',
    reason: 'What is older is broken',
    parse: choice('TLSv1.2', 'TLSv1.3'),
  }),
  'tls.serverName': optional({
    meaning: 'The name that has to be in the certificate',
    bound: 'a host name',
    reason: 'For controllers that are reached by an address that their certificate does not name',
    parse: text,
  }),
}

/** Of one entry below `controllers`. */
export const controllerFields = {
  name: optional({
    meaning: 'By what it is known',
    bound: 'letters, digits, ".", ":", "_" and "-"',
    reason:
      'Host and port by default; with mode `replicate` what it was told is kept by this name, so keep it when the URL changes',
    parse: name,
  }),
  url: optional({
    meaning: 'Where it listens',
    bound: 'http://HOST:PORT or https://HOST:PORT, nothing behind it',
    reason: 'The rest of the URL is of the dialect',
    parse: origin,
  }),
  ...access,
}

export const fields = {
  mode: field({
    meaning:
      'Whether the controllers are one cluster with one state, of which one is told (`failover`), or each has its own (`replicate`)',
    bound: 'failover or replicate',
    default: 'failover',
    reason: 'As the original did; Floodlight shares nothing and needs `replicate`',
    parse: choice('failover', 'replicate'),
  }),
  name: field({
    meaning: 'By what the cluster is known in mode `failover`',
    bound: 'letters, digits, ".", ":", "_" and "-"',
    default: 'controllers',
    reason: 'What the cluster was told is kept by this name, so keep it when members change',
    parse: name,
  }),
  dialect: optional({
    meaning: 'What the controllers understand',
    bound: 'floodlight-v1.0, floodlight-v1.1, bsn-v1.1 or bsn-v2.0',
    reason: 'They differ in URLs, bodies and answers; a wrong guess would lose things without a word',
    parse: choice('floodlight-v1.0', 'floodlight-v1.1', 'bsn-v1.1', 'bsn-v2.0'),
  }),
  generation: optional({
    meaning: 'Which generation of the original proxy the controllers were made for',
    bound: 'floodlight, A, B or C0 with floodlight-v1.0; C, D, E or F with bsn-v1.1; G1 or G2 with bsn-v2.0',
    reason: 'The newest of the dialect by default; `floodlight` is what a real Floodlight can take',
    parse: choice('floodlight', 'A', 'B', 'C0', 'C', 'D', 'E', 'F', 'G1', 'G2'),
  }),
  instance: optional({
    meaning: 'What the controllers know this Baryon by (header Instance-ID)',
    bound: 'a text',
    reason: 'neutron-HOSTNAME by default; give the same to all that share a database',
    parse: text,
  }),
  'wire.base': optional({
    meaning: 'What stands before every path, instead of what the dialect has',
    bound: 'a path such as /networkService/v1.1',
    reason: 'For controllers behind a door that has its own paths',
    parse: written =>
      typeof written === 'string' && /^(\/[\w.~-]+)+$/.test(written) ? { value: written } : { expected: 'a path' },
  }),
  'wire.documentedTopology': field({
    meaning: 'Whether controllers of generation A get everything at once as it was documented, not as it was sent',
    bound: 'true or false',
    default: false,
    reason: 'The documented list was never sent',
    parse: yesNo,
  }),
  'wire.readTopology': field({
    meaning: 'Whether GET of the topology is believed to tell what a controller has',
    bound: 'true or false',
    default: true,
    reason: 'A controller that does not serve it is found out by its first answer',
    parse: yesNo,
  }),
  'commit.mode': field({
    meaning: 'Whether a write is answered at once (`async`) or when a controller took it (`sync`, else it is undone)',
    bound: 'async or sync',
    default: 'async',
    reason: 'A request can ask for the other; with `sync` clients wait for controllers',
    parse: choice('async', 'sync'),
  }),
  'commit.deadline': field({
    meaning: 'How long a `sync` write waits before it is undone',
    bound: '100ms to 10m',
    default: '30s',
    reason: 'Longer than one failover, shorter than what clients wait',
    parse: duration('100ms', '10m'),
  }),
  'deadlines.connect': field({
    meaning: 'How long a connection may take',
    bound: '50ms to 1m',
    default: '3s',
    reason: 'A black hole costs this once; then it is known to be down',
    parse: duration('50ms', '1m'),
  }),
  'deadlines.answer': field({
    meaning: 'How long an answer may take to begin',
    bound: '50ms to 10m',
    default: '10s',
    reason: 'As the original did',
    parse: duration('50ms', '10m'),
  }),
  'deadlines.body': field({
    meaning: 'How long an answer may pause',
    bound: '50ms to 10m',
    default: '10s',
    reason: 'An answer that does not end must not hold a call for ever',
    parse: duration('50ms', '10m'),
  }),
  'deadlines.topology': field({
    meaning: 'How long the answer to everything at once may take',
    bound: '1s to 6h',
    default: '10m',
    reason: 'A controller works through all of it before it answers',
    parse: duration('1s', '6h'),
  }),
  'health.every': field({
    meaning: 'Time between two questions whether a controller is well',
    bound: '100ms to 1h',
    default: '2s',
    reason: 'Those that are not told are asked too, so that a failover goes to one that is up',
    parse: duration('100ms', '1h'),
  }),
  'health.deadline': field({
    meaning: 'How long such an answer may take',
    bound: '50ms to 1m',
    default: '2s',
    reason: 'Well is who answers soon',
    parse: duration('50ms', '1m'),
  }),
  'health.intact': field({
    meaning: 'Time between two questions whether a controller still has what it was told',
    bound: 'never, or 500ms to 24h',
    default: '5s',
    reason: 'A controller that lost its state is noticed within this time',
    parse: durationOr('never', '500ms', '24h'),
  }),
  'failover.patience': field({
    meaning: 'Answers 503 in a row after which another member is told',
    bound: '1 to 100',
    default: 4,
    reason: 'As the original did; a pause that the controller asks for is kept',
    parse: whole(1, 100),
  }),
  'failover.back': field({
    meaning: 'How long a member before the active one has to be well until it is told again',
    bound: 'never, or 1s to 24h',
    default: 'never',
    reason: 'Changing back is a failover too; the original never did',
    parse: durationOr('never', '1s', '24h'),
  }),
  ...access,
  'limits.concurrency': field({
    meaning: 'Calls under way at a time to one target at most',
    bound: '1 to 1024',
    default: 32,
    reason: 'It grows up to this while a controller answers, and shrinks when it does not',
    parse: whole(1, 1024),
  }),
  'limits.window': field({
    meaning: 'Things that wait in memory at most',
    bound: '10 to 1000000',
    default: 10_000,
    reason: 'What is more stays in the database, so memory is flat however long a controller is away',
    parse: whole(10, 1_000_000),
  }),
  'limits.highWater': field({
    meaning: 'Changes that may wait before `sync` writes are refused with 503',
    bound: '1 to 10000000',
    default: 50_000,
    reason: 'Nobody should wait behind so many',
    parse: whole(1, 10_000_000),
  }),
  'limits.brake': field({
    meaning: 'Share of the things of a controller that a repair may change without being asked',
    bound: '0 to 1',
    default: 0.3,
    reason: 'A repair of nearly everything is mostly a mistake about what should be',
    parse: share,
  }),
  'limits.brakeFloor': field({
    meaning: 'A repair of no more things than this is never stopped',
    bound: '0 to 1000000',
    default: 100,
    reason: 'In a small network everything is a large share',
    parse: whole(0, 1_000_000),
  }),
  'limits.stubborn.tries': field({
    meaning: 'Failures (such as 500) after which a thing is set aside, while a controller takes others',
    bound: '1 to 1000',
    default: 8,
    reason: 'Both this many and limits.stubborn.after have to be over; until then what depends on the thing waits',
    parse: whole(1, 1000),
  }),
  'limits.stubborn.after': field({
    meaning: 'How long a controller has to have failed at it',
    bound: '100ms to 24h',
    default: '5m',
    reason: 'Longer than a controller takes that is started again',
    parse: duration('100ms', '24h'),
  }),
  syncOnStart: field({
    meaning: 'Whether controllers are compared and brought in step at each start',
    bound: 'true or false',
    default: false,
    reason: 'What they were told is kept, so a start alone is no reason',
    parse: yesNo,
  }),
  'networks.metadataRoute': field({
    meaning: 'Whether subnets with a DHCP port get a route to 169.254.169.254 through it',
    bound: 'true or false',
    default: true,
    reason: 'As the original did; it is added to the routes of the subnet',
    parse: yesNo,
  }),
  'networks.segmentationTypes': field({
    meaning: 'What networks say as their segmentation_types, where the dialect has it',
    bound: 'a text',
    default: '',
    reason: 'The original joined the type drivers of ML2',
    parse: written => (typeof written === 'string' ? { value: written } : { expected: 'a text' }),
  }),
  'ports.ml2': field({
    meaning: 'Whether ports are told as the ML2 driver of the original did: with their network, and only with a host',
    bound: 'true or false',
    default: false,
    reason: 'The plug-in of the original is the older of the two',
    parse: yesNo,
  }),
  'securityGroups.tell': field({
    meaning: 'Whether security groups are told, where the dialect has them',
    bound: 'true or false',
    default: false,
    reason: 'As the original did',
    parse: yesNo,
  }),
  'names.unicode': field({
    meaning: 'Whether names go as they are (`display-name`), where the controller can; else they are escaped',
    bound: 'true or false',
    default: true,
    reason: 'As the original did',
    parse: yesNo,
  }),
  'router.rules': field({
    meaning: 'Rules of routers that have none, as TENANT:SOURCE:DESTINATION:ACTION[:NEXTHOP,…]',
    bound: 'texts; TENANT is a project or *, SOURCE and DESTINATION a network, any or external, ACTION permit or deny',
    default: ['*:any:any:permit'],
    reason: 'As the original did; rules of a project replace those of *',
    parse: list(routerRule),
  }),
  'router.maxRules': field({
    meaning: 'Rules that one router may have',
    bound: 'a whole number from 1 to 10000',
    default: 200,
    reason: 'As the original had it; more are refused with 400',
    parse: whole(1, 10_000),
  }),
  'vif.type': field({
    meaning: 'What ports are plugged into on hosts',
    bound: 'a text, such as ovs or ivs',
    default: 'ovs',
    reason: 'What Nova is told for ports of hosts that vif.overrides does not name',
    parse: text,
  }),
  'vif.overrides': field({
    meaning: 'Hosts where ports are plugged into something else, by what',
    bound: 'a mapping of types to lists of hosts',
    default: {},
    reason: 'Clouds change from one switch to another host by host',
    parse: lists,
  }),
  'vif.switches': field({
    meaning:
      'With ports.ml2: whether controllers are asked which hosts are virtual switches of theirs, where ports get the type ivs; other hosts are as configured (`prefer`), or ports cannot be bound to them (`only`)',
    bound: 'prefer, only or never',
    default: 'prefer',
    reason: 'As the ML2 driver did; hosts that vif.overrides names are not asked about. An answer holds for a minute',
    parse: choice('prefer', 'only', 'never'),
  }),
  'node.bridge': field({
    meaning: 'Open vSwitch bridge of the hosts that the controllers drive',
    bound: 'a text',
    default: 'br-int',
    reason: 'What `baryon install node` makes',
    parse: text,
  }),
  'import.proxydb': optional({
    meaning: 'Database of the original with networks and ports, for `baryon controllers import`',
    bound: 'file:PATH or env:NAME with mysql://USER:PASSWORD@HOST/DATABASE',
    reason: 'Read by the import alone',
    parse: secret,
  }),
  'import.novadb': optional({
    meaning: 'Database of Nova with gateways and MAC addresses, for `baryon controllers import`',
    bound: 'file:PATH or env:NAME with mysql://USER:PASSWORD@HOST/DATABASE',
    reason: 'Read by the import alone',
    parse: secret,
  }),
}

type ValueOf<F> = F extends Field<infer T> ? T : never
export type Values<F> = { readonly [K in keyof F]: ValueOf<F[K]> }
/** Credentials and trust of one controller. */
export type Access = Values<typeof access>
export const accessNames = Object.keys(access) as (keyof Access)[]
