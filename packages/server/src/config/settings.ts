/**
 * Every setting of the server, once: what it means, its default, its bounds and why they are so.
 * Flags, environment variables, keys of the file and the reference page all come from this table.
 */
import { auth, database, serviceUrl } from './choices.ts'
import {
  address,
  bytes,
  choice,
  claim,
  duration,
  durationOrForever,
  type Parse,
  path,
  paths,
  word,
  words,
  yesNo,
} from './parse.ts'

export interface Setting<T> {
  /** One sentence, without a full stop. */
  readonly meaning: string
  /** What may be given, for people. */
  readonly bound: string
  /** Text of the default; `<data>` stands for the data folder. Without one the setting is unset. */
  readonly default?: string
  /** Why this default, why these bounds. */
  readonly reason: string
  readonly parse: Parse<T>
  /** A list in the file is joined by this; without it the setting is no list. */
  readonly separator?: ':' | ','
}

const setting = <T>(definition: Setting<T> & { readonly default: string }): Setting<T> => definition
const optional = <T>(definition: Setting<T>): Setting<T | undefined> => definition

/** In the order in which they are shown. `data` stands before what is inside it. */
export const settings = {
  listen: setting({
    meaning: 'Address and port the server listens on',
    bound: 'HOST:PORT, [IPV6]:PORT or :PORT (every address); port 0 takes any free port',
    default: '127.0.0.1:9696',
    reason: 'Reachable from this machine alone until it is opened; 9696 is the port of OpenStack Networking',
    parse: address,
  }),
  data: setting({
    meaning: 'Folder for everything the server keeps',
    bound: 'a folder that exists or can be made',
    default: './data',
    reason: 'One folder to back up, beside where the server was started',
    parse: path,
  }),
  database: setting({
    meaning: 'Database with the objects and the journal',
    bound: 'sqlite:PATH',
    default: 'sqlite:<data>/baryon.sqlite',
    reason: 'SQLite needs no other server',
    parse: database,
  }),
  models: setting({
    meaning: 'Folders with models, besides the shipped ones',
    bound: 'folders separated by ":" (in the file also a list); each sub-folder with *.yaml files is a service',
    default: '',
    reason: 'The shipped services are always served',
    parse: paths,
    separator: ':',
  }),
  serviceSettings: optional({
    meaning: 'File with the settings of services',
    bound: 'a YAML file with a mapping of settings for each service by its name',
    reason: 'Each service says in its reference what can be set; without the file everything has its default',
    parse: path,
  }),
  policy: optional({
    meaning: 'File with other policies than those of the models',
    bound: 'a YAML file with rules by name, as policy files of OpenStack have them',
    reason: 'Without it every policy is what its model says',
    parse: path,
  }),
  auth: setting({
    meaning: 'How callers show who they are',
    bound: 'none, tokens:FILE, oidc:URL or keystone:URL',
    default: 'none',
    reason: 'Nothing to set up on one machine; refused on other than loopback addresses',
    parse: auth,
  }),
  authForce: setting({
    meaning: 'Allow auth "none" on other than loopback addresses',
    bound: 'true or false',
    default: 'false',
    reason: 'Everyone who reaches the address is administrator then',
    parse: yesNo,
  }),
  hosts: setting({
    meaning: 'Further names this server is called by',
    bound: 'host names separated by commas (in the file also a list)',
    default: '',
    reason:
      'With auth "none" a request for another name is refused, so that a web page cannot reach the server by a name of its own (DNS rebinding)',
    parse: words,
    separator: ',',
  }),
  oidcAudience: setting({
    meaning: 'Audience ("aud") that an OIDC token must be for',
    bound: 'one word',
    default: 'baryon',
    reason: 'A token made for another service must not work here',
    parse: word,
  }),
  oidcUserClaim: setting({
    meaning: 'Claim with the id of the user',
    bound: 'claim names separated by dots; /NAME for one name with dots in it',
    default: 'sub',
    reason: 'The one claim that every issuer keeps stable',
    parse: claim,
  }),
  oidcProjectClaim: setting({
    meaning: 'Claim with the project of the caller',
    bound: 'claim names separated by dots; /NAME for one name with dots in it',
    default: 'project',
    reason: 'A caller without it owns nothing and sees what its roles allow',
    parse: claim,
  }),
  oidcRolesClaim: setting({
    meaning: 'Claim with the roles: a list, or words separated by blanks',
    bound: 'claim names separated by dots; /NAME for one name with dots in it',
    default: 'roles',
    reason: 'Keycloak has them in realm_access.roles',
    parse: claim,
  }),
  keystoneCredentials: optional({
    meaning: 'File with the credentials by which the server itself signs on to Keystone',
    bound:
      'a YAML file with username, password, project_name, user_domain_name and project_domain_name, or with application_credential_id and application_credential_secret; read again at each sign-on',
    reason:
      'Without it each token is shown to Keystone by itself: enough for users, not for services that go on after the token of a user has ended; and network controllers are told the ids of projects in place of their names',
    parse: path,
  }),
  nova: optional({
    meaning: 'Compute API of OpenStack that is told of the ports of its servers',
    bound: 'URL of the Compute API with its version: http://nova.example:8774/v2.1',
    reason: 'Nova starts a server when it is told that its ports are wired; without it nobody is told',
    parse: serviceUrl,
  }),
  restproxy: optional({
    meaning: 'File with the network controllers that are told over REST what the network is to be',
    bound: 'a restproxy.ini of any of its generations, or a YAML file with the same and more',
    reason: 'Without it no controller is told anything, and what is stored is all there is',
    parse: path,
  }),
  demo: setting({
    meaning:
      'Make a small cloud to try things on at the first start: networks, subnets and a router of the project demo',
    bound: 'true or false; with auth none alone, and only while there is no network',
    default: 'false',
    reason: '"npm start" sets it; a server that is operated starts empty',
    parse: yesNo,
  }),
  tlsCert: optional({
    meaning: 'File with the TLS certificate chain (PEM); reloaded when it changes',
    bound: 'a file; together with tls-key',
    reason: 'Without it the server speaks plain HTTP',
    parse: path,
  }),
  tlsKey: optional({
    meaning: 'File with the TLS private key (PEM); reloaded when it changes',
    bound: 'a file; together with tls-cert',
    reason: 'Without it the server speaks plain HTTP',
    parse: path,
  }),
  logLevel: setting({
    meaning: 'Least level that is logged',
    bound: 'debug, info, warn, error or silent',
    default: 'info',
    reason: 'One line a request',
    parse: choice('debug', 'info', 'warn', 'error', 'silent'),
  }),
  bodyLimit: setting({
    meaning: 'Greatest request body',
    bound: '1KiB to 64MiB',
    default: '4MiB',
    reason: 'Some thousand objects in one request; more would hold up everybody else',
    parse: bytes(1024, 64 * 1024 ** 2),
  }),
  journalRetention: setting({
    meaning: 'How long the journal can be watched and looked back',
    bound: '1h to 3650d, or forever',
    default: '30d',
    reason: 'Bounds the size of the database; a watcher away for longer starts again from the lists',
    parse: durationOrForever('1h', '3650d'),
  }),
  stopTimeout: setting({
    meaning: 'How long requests may take to finish when the server stops',
    bound: '0s to 10m',
    default: '10s',
    reason: 'Shorter than what service managers wait before they kill',
    parse: duration('0s', '10m'),
  }),
} as const satisfies Readonly<Record<string, Setting<unknown>>>

export type SettingName = keyof typeof settings

/** The effective configuration, frozen. */
export type Config = {
  readonly [Name in SettingName]: (typeof settings)[Name] extends Setting<infer T> ? T : never
}

export const settingNames = Object.keys(settings) as readonly SettingName[]

/** Name in the file, and of the flag after `--`: `tls-cert`. */
export const keyOfSetting = (name: SettingName): string => name.replace(/[A-Z]/g, upper => `-${upper.toLowerCase()}`)

/** Name in the environment: `BARYON_TLS_CERT`. */
export const variableOf = (name: SettingName): string =>
  `BARYON_${keyOfSetting(name).replaceAll('-', '_').toUpperCase()}`
