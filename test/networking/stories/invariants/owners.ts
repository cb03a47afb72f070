/** What projects own, share and are given. */
import type { Row } from '@baryon/model'
import { repeated, type State, text, texts } from '../state.ts'

const counted = [
  ['network', 'Network', 100],
  ['subnet', 'Subnet', 100],
  ['subnetpool', 'SubnetPool', -1],
  ['port', 'Port', 500],
  ['router', 'Router', 10],
  ['floatingip', 'FloatingIp', 50],
  ['rbac_policy', 'RbacPolicy', 10],
  ['security_group', 'SecurityGroup', 10],
  ['security_group_rule', 'SecurityGroupRule', 100],
  ['trunk', 'Trunk', -1],
] as const

/** How many a project may own. */
export function limitOf(state: State, project: string, word: string): number {
  const said = state.get('QuotaLimits', project)?.[word]
  return typeof said === 'number' ? said : (counted.find(([one]) => one === word)?.[2] ?? -1)
}

export interface Owned {
  readonly owned: number
  readonly limit: number
}

/** Default groups, and the policies of what is made shared at once, are made beyond the limit. */
const isCounted = (word: string, row: Row) =>
  word === 'rbac_policy' ? false : word !== 'security_group' || row['default_of'] === null

/** How many objects of each kind with a quota projects own that they asked for. */
export function ownedOf(state: State): ReadonlyMap<string, Owned> {
  const all = new Map<string, Owned>()
  for (const [word, kind] of counted)
    for (const [project, rows] of Map.groupBy(
      state.all(kind).filter(row => isCounted(word, row)),
      row => text(row, 'project_id'),
    )) {
      const said = limitOf(state, project, word)
      const limit = said < 0 || project === '' ? Number.POSITIVE_INFINITY : said
      all.set(`${word} of ${project}`, { owned: rows.length, limit })
    }
  return all
}

export function* noProjectHasTwoDefaultGroups(state: State) {
  const groups = state.all('SecurityGroup')
  const own = groups.filter(group => text(group, 'name') === 'default').map(group => text(group, 'project_id'))
  yield* repeated(own).map(each => `default group of ${each}`)
  for (const group of groups) {
    const isDefault = group['default_of'] !== null
    if (isDefault && group['default_of'] !== group['project_id'])
      yield `group ${group['id']} is default of another project`
    if (isDefault !== (group['name'] === 'default')) yield `group ${group['id']} is called ${group['name']}`
  }
}

const kinds: Readonly<Record<string, string>> = {
  Network: 'network',
  QosPolicy: 'qos_policy',
  SecurityGroup: 'security_group',
  AddressScope: 'address_scope',
  SubnetPool: 'subnetpool',
  AddressGroup: 'address_group',
}

const targets = (policies: readonly Row[], action: string) =>
  policies
    .filter(policy => policy['action'] === action)
    .map(policy => text(policy, 'target_tenant'))
    .toSorted()
    .join()

const listed = (row: Row, name: string) => texts(row, name).toSorted().join()

export function* sharingIsWhatThePoliciesSay(state: State) {
  const policies = Map.groupBy(state.all('RbacPolicy'), policy => `${policy['object_type']} ${policy['object_id']}`)
  for (const [kind, type] of Object.entries(kinds))
    for (const row of state.all(kind)) {
      const own = policies.get(`${type} ${row['id']}`) ?? []
      const said = targets(own, 'access_as_shared')
      if (listed(row, 'shared_with') !== said)
        yield `${kind} ${row['id']} is shared with [${listed(row, 'shared_with')}], the policies say [${said}]`
      if (kind === 'Network' && listed(row, 'external_for') !== targets(own, 'access_as_external'))
        yield `network ${row['id']} is external for [${listed(row, 'external_for')}], the policies say otherwise`
    }
}

/** Copies in other objects of what a network says are not older than it. */
export function* copiesOfNetworksAreTheirs(state: State) {
  for (const kind of ['Subnet', 'Port'])
    for (const row of state.all(kind)) {
      const network = state.get('Network', row['network_id'])
      if (network === undefined) continue
      if (row['network_project_id'] !== network['project_id'])
        yield `${kind} ${row['id']} says that its network is of ${row['network_project_id']}`
      if (kind === 'Subnet' && listed(row, 'shared_with') !== listed(network, 'shared_with'))
        yield `subnet ${row['id']} is shared with [${listed(row, 'shared_with')}], its network is not`
    }
}
