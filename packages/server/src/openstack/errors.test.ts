/** Refusals of the dialect, to the letter. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Ask, projects, type Served } from '../testdata/serve.ts'
import { serveCloudlab } from './testdata/cloudlab.ts'

let served: Served
const ids: Record<string, string> = { absent: '00000000-0000-4000-8000-000000000000' }

before(async () => {
  served = await serveCloudlab()
  const make = async (name: string, path: string, noun: string, values: object, as: Ask['as'] = 'alice') => {
    const made = await served.ask('POST', `/v2.0${path}`, { as, body: { [noun]: values } })
    ids[name] = made.body[noun].id
  }
  await make('hub', '/hubs', 'hub', { name: 'mine' })
  await make('heavy', '/hubs', 'hub', { name: 'heavy' })
  await make('theirs', '/hubs', 'hub', {}, 'bob')
  await make('spoke', '/spoke-list', 'spoke', {
    hub_id: ids['hub'],
    mac: 'fa:16:3e:00:00:01',
    fixed_ips: [{ net: 'a', ip: '10.0.0.1' }],
  })
})
after(() => served.close())

type Refused = readonly [
  what: string,
  ask: readonly [method: string, path: string, body?: unknown],
  expected: readonly [status: number, type: string, message: string | RegExp],
  more?: Ask,
]

/** `<name>` stands for an id. */
const filled = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value).replaceAll(/<(\w+)>/g, (whole, name: string) => ids[name] ?? whole)) as T

const bad = (message: string | RegExp) => [400, 'HTTPBadRequest', message] as const
const input = (message: string) => [400, 'InvalidInput', `Invalid input for operation: ${message}.`] as const
const value = (attribute: string, reason: string) => bad(`Invalid input for ${attribute}. Reason: ${reason}.`)
const malformed = 'The server could not comply with the request since it is either malformed or otherwise incorrect.'
const hub = (values: unknown): readonly [string, string, unknown] => ['POST', '/hubs', { hub: values }]
const spoke = (values: object): readonly [string, string, unknown] => [
  'POST',
  '/spoke-list',
  { spoke: { hub_id: '<hub>', ...values } },
]

const refused: readonly Refused[] = [
  ['an unknown attribute', hub({ bogus: 1 }), bad("Unrecognized attribute(s) 'bogus'")],
  ['two unknown attributes', hub({ a1: 1, b2: 2 }), bad("Unrecognized attribute(s) 'a1, b2'")],
  ['an internal attribute', hub({ shared_with: ['*'] }), bad("Unrecognized attribute(s) 'shared_with'")],
  [
    'an unknown attribute in an update',
    ['PUT', '/hubs/<hub>', { hub: { bogus: 1 } }],
    bad("Unrecognized attribute(s) 'bogus'"),
  ],
  ['a word for a boolean', hub({ enabled: 'maybe' }), input("'maybe' cannot be converted to boolean")],
  ['null for a boolean', hub({ enabled: null }), input("'None' cannot be converted to boolean")],
  ['a word for a number', hub({ weight: 'x' }), input("'x' is not an integer")],
  ['a list for a number', hub({ weight: [1, 'a'] }), input("'[1, 'a']' is not an integer")],
  ['too large a number', hub({ weight: 500 }), value('weight', "'500' is too large - must be no larger than '100'")],
  ['too small a number', hub({ weight: '0' }), value('weight', "'0' is too small - must be at least '1'")],
  ['a number for text', hub({ name: 5 }), value('name', "'5' is not a valid string")],
  ['null for text', hub({ name: null }), value('name', "'None' is not a valid string")],
  [
    'too long a text',
    hub({ name: 'x'.repeat(256) }),
    value('name', `'${'x'.repeat(256)}' exceeds maximum length of 255`),
  ],
  ['none of the values', hub({ colour: 'green' }), value('colour', 'green is not in valid_values')],
  ['no range', hub({ cidr: '10.0.0.0/99' }), input('10.0.0.0/99 is not in a CIDR format')],
  ['no UUID', spoke({ hub_id: 'nope' }), value('hub_id', "'nope' is not a valid UUID")],
  ['no MAC address', spoke({ mac: 'zz' }), value('mac', "'zz' is not a valid MAC address")],
  ['no list', spoke({ fixed_ips: 'x' }), value('fixed_ips', "Invalid data format for fixed IP: 'x'")],
  ['no list of texts', spoke({ friends: 'x' }), value('friends', "'x' is not a list")],
  ['no object in a list', spoke({ fixed_ips: ['x'] }), value('fixed_ips', "Invalid data format for fixed IP: 'x'")],
  ['no address in a list', spoke({ fixed_ips: [{ ip: 'x' }] }), value('fixed_ips', "'x' is not a valid IP address")],
  [
    'an object that lacks a member',
    spoke({ routes: [{ destination: '10.0.0.0/8' }] }),
    value(
      'routes',
      "Validation of dictionary's keys failed. Expected keys: {'destination', 'nexthop'} Provided keys: {'destination'}",
    ),
  ],
  [
    'the same item twice',
    spoke({ friends: ['<hub>', '<hub>'] }),
    bad(/^Invalid input for friends\. Reason: Duplicate items in the list: '.{36}'\.$/),
  ],
  ['no dictionary', spoke({ gateway: 'x' }), value('gateway', "'x' is not a dictionary")],
  [
    'an unknown member of a dictionary',
    spoke({ gateway: { ip: '10.0.0.1', door: 1 } }),
    value('gateway', 'Unexpected keys supplied: door'),
  ],
  [
    'a wrong member of a dictionary',
    spoke({ gateway: { ip: '10.0.0.1', snat: 'x' } }),
    input("'x' cannot be converted to boolean"),
  ],
  [
    'a required attribute left out',
    ['POST', '/spoke-list', { spoke: {} }],
    bad("Failed to parse request. Required attribute 'hub_id' not specified"),
  ],
  ['a read-only attribute', hub({ id: '<hub>' }), bad("Attribute 'id' not allowed in POST")],
  ['a stamp', hub({ created_at: 'x' }), bad("Attribute 'created_at' not allowed in POST")],
  [
    'a change of a read-only attribute',
    ['PUT', '/spoke-list/<spoke>', { spoke: { hub_id: '<hub>' } }],
    bad('Cannot update read-only attribute hub_id'),
  ],
  [
    'a change of the project',
    ['PUT', '/hubs/<hub>', { hub: { tenant_id: projects.alice } }],
    bad('Cannot update read-only attribute tenant_id'),
  ],
  ['another envelope', ['POST', '/hubs', { spoke: {} }], bad("Unable to find 'hub' in request body")],
  ['no body', ['POST', '/hubs'], bad("Unable to find 'hub' in request body")],
  ['an empty object', ['POST', '/hubs', {}], bad("Unable to find 'hub' in request body")],
  ['an envelope around a list', hub([]), bad("Object 'hub' contains invalid data")],
  ['a body that is a list', ['POST', '/hubs', []], bad('Body contains invalid data')],
  ['broken JSON', ['POST', '/hubs'], bad('Body contains invalid data'), { bytes: '{"hub": ' }],
  ['no objects to create', ['POST', '/hubs', { hubs: [] }], bad('Resources required')],
  ['a bulk update', ['PUT', '/hubs/<hub>', { hubs: [{}] }], bad('Bulk operation not supported')],
  ['a body of a deletion', ['DELETE', '/hubs/<hub>', {}], bad('Request body is not supported in DELETE.')],
  ['a URL that leads nowhere', ['GET', '/nonsense'], [404, 'HTTPNotFound', 'The resource could not be found.']],
  ['an unknown action', ['PUT', '/hubs/<hub>/frob', {}], [404, 'HTTPNotFound', 'The resource could not be found.']],
  ['another suffix', ['GET', '/hubs.xml'], [404, 'HTTPNotFound', 'The resource could not be found.']],
  ['PATCH', ['PATCH', '/hubs/<hub>', {}], [405, 'HTTPMethodNotAllowed', malformed]],
  ['POST of an object', ['POST', '/hubs/<hub>', {}], [405, 'HTTPMethodNotAllowed', malformed]],
  ['a verb that the kind does not have', ['GET', '/plains'], [405, 'HTTPMethodNotAllowed', malformed]],
  ['XML', ['GET', '/hubs'], [406, 'HTTPNotAcceptable', malformed], { headers: { accept: 'application/xml' } }],
  ['an id that is not there', ['GET', '/hubs/<absent>'], [404, 'HubNotFound', 'Hub <absent> could not be found.']],
  ['an id that is none', ['GET', '/hubs/nope'], [404, 'HubNotFound', 'Hub nope could not be found.']],
  ["another project's object", ['GET', '/hubs/<theirs>'], [404, 'HubNotFound', 'Hub <theirs> could not be found.']],
  [
    'an id that the service misses in its own words',
    ['DELETE', '/spoke-list/<absent>'],
    [404, 'SpokeGone', 'Spoke <absent> is gone'],
  ],
  ['a reference to nothing', spoke({ hub_id: '<absent>' }), [404, 'HubNotFound', 'Hub <absent> could not be found.']],
  [
    "a reference to another project's object",
    spoke({ hub_id: '<theirs>' }),
    [404, 'HubNotFound', 'Hub <theirs> could not be found.'],
  ],
  [
    'a reference whose form is not looked at',
    ['POST', '/plains', { hub_id: 'nope' }],
    [404, 'HubNotFound', 'Hub nope could not be found.'],
  ],
  [
    'an attribute that one may not give',
    hub({ 'secret:place': 'x' }),
    [403, 'PolicyNotAuthorized', '(rule:create_hub and rule:create_hub:secret:place) is disallowed by policy'],
  ],
  [
    'two attributes that one may not change',
    ['PUT', '/hubs/<hub>', { hub: { 'secret:place': 'x', 'secret:shelf': 1 } }],
    [
      403,
      'PolicyNotAuthorized',
      '(rule:update_hub and rule:update_hub:secret:place and rule:update_hub:secret:shelf) is disallowed by policy',
    ],
  ],
  [
    'an object that one may not create',
    ['POST', '/alones', { alone: {} }],
    [403, 'PolicyNotAuthorized', 'rule:create_alone is disallowed by policy'],
  ],
  [
    'another project',
    hub({ project_id: projects.bob }),
    bad(
      "Specifying 'project_id' or 'tenant_id' other than the authenticated project in request requires admin or advsvc privileges",
    ),
  ],
  [
    'two projects',
    hub({ project_id: 'a', tenant_id: 'b' }),
    bad("'project_id' and 'tenant_id' do not match"),
    { as: 'admin' },
  ],
  [
    'no project at all',
    hub({}),
    bad('Running without keystone AuthN requires that tenant_id is specified'),
    { as: 'admin' },
  ],
  ['a refusal of the behaviour', ['DELETE', '/hubs/<heavy>'], [409, 'HubTooHeavy', 'Hub <heavy> is too heavy.']],
  ['an object in use', ['DELETE', '/hubs/<hub>'], [409, 'HubInUse', /<hub>/]],
  ['a value that another one has', spoke({ mac: 'fa:16:3e:00:00:01' }), [409, 'NeutronDbObjectDuplicateEntry', /mac/]],
  [
    'more than the quota',
    ['POST', '/spoke-list', { spokes: [{ hub_id: '<hub>' }, { hub_id: '<hub>' }] }],
    [409, 'OverQuota', "Quota exceeded for resources: ['spoke']."],
  ],
  ['a filter that is none', ['GET', '/hubs?bogus=1'], bad("['bogus'] is invalid attribute for filtering")],
  [
    'two filters that are none',
    ['GET', '/hubs?bogus=1&hidden=2'],
    bad("['bogus', 'hidden'] is invalid attribute for filtering"),
  ],
  ['a word for a boolean in a filter', ['GET', '/hubs?enabled=maybe'], input("'maybe' cannot be converted to boolean")],
  ['half a filter by elements', ['GET', '/spoke-list?fixed_ips=x'], input("'x' is not of the form <key>=[value]")],
  [
    'a time that is none',
    ['GET', '/hubs?changed_since=x'],
    input('The input changed_since must be in the following format: YYYY-MM-DDTHH:MM:SS'),
  ],
  [
    'a negative limit',
    ['GET', '/hubs?limit=-1'],
    [400, 'BadRequest', "Bad limit request: Limit must be an integer 0 or greater and not '-1'."],
  ],
  [
    'a limit that is no number',
    ['GET', '/hubs?limit=abc'],
    [400, 'BadRequest', "Bad limit request: Limit must be an integer 0 or greater and not 'abc'."],
  ],
  [
    'a sort key that is none',
    ['GET', '/hubs?sort_key=bogus&sort_dir=asc'],
    bad("['bogus'] is invalid attribute for sort_keys"),
  ],
  [
    'a sort key that one may not read',
    ['GET', '/hubs?sort_key=secret:place&sort_dir=asc'],
    bad("['secret:place'] is invalid attribute for sort_keys"),
  ],
  [
    'a sort direction that is none',
    ['GET', '/hubs?sort_key=name&sort_dir=up'],
    bad("['up'] is invalid value for sort_dirs, valid value is 'asc' and 'desc'"),
  ],
  [
    'a sort key without direction',
    ['GET', '/hubs?sort_key=name'],
    bad('The number of sort_keys and sort_dirs must be same'),
  ],
  [
    'a marker that is not there',
    ['GET', '/hubs?limit=1&marker=<absent>'],
    [404, 'HubNotFound', 'Hub <absent> could not be found.'],
  ],
  [
    "a marker that is another project's",
    ['GET', '/hubs?limit=1&marker=<theirs>'],
    [404, 'HubNotFound', 'Hub <theirs> could not be found.'],
  ],
  ['a broken percent-encoding', ['GET', '/hubs?name=%ff'], [400, 'BadRequest', /percent-encoding/]],
]

for (const [what, [method, path, body], [status, type, message], more] of refused) {
  test(`${what} is ${status} ${type}, and changes nothing`, async () => {
    const head = served.store.journal.head()
    const sent = body === undefined ? {} : { body: filled(body) }
    const got = await served.ask(method, `/v2.0${filled(path)}`, { as: 'alice', ...sent, ...more })
    assert.equal(got.status, status, got.text)
    const { NeutronError: error } = got.body
    assert.equal(error.type, type, got.text)
    if (typeof message === 'string') assert.equal(error.message, filled(message))
    else assert.match(error.message, new RegExp(filled(message.source)))
    assert.deepEqual(Object.keys(error), ['type', 'message', 'detail', 'code', 'cause', 'next'])
    assert.equal(served.store.journal.head(), head)
  })
}
