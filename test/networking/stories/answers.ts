/** What the API says of what is stored. */
import { type Cloud, projectId } from '../cloud.ts'
import { objects, type State, text, texts } from './state.ts'

interface Availability {
  readonly network_id: string
  readonly used_ips: number
  readonly subnet_ip_availability: readonly { readonly subnet_id: string; readonly used_ips: number }[]
}

/** Addresses are counted as ports have them. */
async function countsAreRight(cloud: Cloud, state: State): Promise<readonly string[]> {
  const counts = new Map<string, number>()
  for (const port of state.all('Port'))
    for (const fixed of objects(port, 'fixed_ips'))
      counts.set(text(fixed, 'subnet_id'), (counts.get(text(fixed, 'subnet_id')) ?? 0) + 1)
  const { body } = await cloud.admin.get('/network-ip-availabilities')
  const all: readonly Availability[] = body.network_ip_availabilities
  const wrong = all.flatMap(({ network_id, used_ips, subnet_ip_availability: subnets }) => [
    ...subnets
      .filter(one => one.used_ips !== (counts.get(one.subnet_id) ?? 0))
      .map(
        one => `subnet ${one.subnet_id} says ${one.used_ips} used addresses, ports have ${counts.get(one.subnet_id)}`,
      ),
    ...(used_ips === subnets.reduce((sum, one) => sum + one.used_ips, 0) ? [] : [`network ${network_id} sums wrongly`]),
  ])
  return all.length === state.all('Network').length ? wrong : [...wrong, 'networks are not counted']
}

type Who = 'demo' | 'alt' | 'other'

/** A member sees its own networks and those that are shared with it or external for it, and no other; `shared` says so. */
async function membersSeeTheirs(cloud: Cloud, state: State, who: Who): Promise<readonly string[]> {
  const project = projectId(who)
  const isFor = (targets: readonly string[]) => targets.includes('*') || targets.includes(project)
  const { body } = await cloud.as(who).get('/networks')
  const seen = new Map<string, { shared: boolean }>(body.networks.map((one: { id: string }) => [one.id, one]))
  return state.all('Network').flatMap(network => {
    const [shared, outside] = [isFor(texts(network, 'shared_with')), isFor(texts(network, 'external_for'))]
    const found = seen.get(text(network, 'id'))
    const isSeen = network['project_id'] === project || shared || outside
    if ((found !== undefined) !== isSeen) return [`${who} sees network ${network['id']}: ${!isSeen}`]
    return found === undefined || found.shared === shared
      ? []
      : [`${who} reads shared ${found.shared} of ${network['id']}`]
  })
}

/** Who looks has one default group. */
async function hasOneDefaultGroup(cloud: Cloud, who: Who): Promise<readonly string[]> {
  const { body } = await cloud.as(who).get(`/security-groups?name=default&project_id=${projectId(who)}`)
  const count = body.security_groups.length
  return count === 1 ? [] : [`${who} has ${count} default groups`]
}

/** Every difference between what is answered and what is stored. Nobody may be calling. */
export async function misstatements(cloud: Cloud, state: State): Promise<readonly string[]> {
  const people = ['demo', 'alt', 'other'] as const
  const seen = await Promise.all(people.map(who => membersSeeTheirs(cloud, state, who)))
  const counted = await countsAreRight(cloud, state)
  return [...seen.flat(), ...counted, ...(await Promise.all(people.map(who => hasOneDefaultGroup(cloud, who)))).flat()]
}
