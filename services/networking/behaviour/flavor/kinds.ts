import type { Behaviour, Work } from '@baryon/decide'
import { attributeOf, type Row } from '@baryon/model'
import { found } from '../found.ts'
import type { Kinds } from '../kinds.ts'
import { refuse } from '../refuse.ts'

const serviceTypes: readonly string[] = ['L3_ROUTER_NAT']

const profilesOf = (flavor: Row) => flavor['service_profiles'] as readonly string[]

const flavor: Behaviour = {
  create(row) {
    if (!serviceTypes.includes(String(row['service_type'])))
      refuse('flavor.service_type', { type: row['service_type'] })
  },
  async remove(row, work) {
    const router = work.kind('Router')
    if (attributeOf(router, 'flavor_id') === undefined) return
    const filter = { attribute: 'flavor_id', in: [row['id'] ?? null] }
    const [used] = await work.tx.list(router, { filter, limit: 1 })
    if (used !== undefined) refuse('flavor.in_use', { id: row['id'] })
  },
}

const profile: Behaviour = {
  create(row) {
    if (row['driver'] === '' && row['metainfo'] === '') refuse('service_profile.empty')
  },
  async remove(row, work) {
    const filter = { attribute: 'service_profiles', holds: row['id'] ?? null }
    const [used] = await work.tx.list(work.kind('Flavor'), { filter, limit: 1 })
    if (used !== undefined) refuse('service_profile.in_use', { id: row['id'] })
  },
}

async function ofFlavor(parent: string | undefined, work: Work) {
  const row = await found(work, 'Flavor', parent ?? '')
  const set = (service_profiles: readonly string[]) => work.update('Flavor', String(row['id']), { service_profiles })
  return { id: String(row['id']), profiles: profilesOf(row), set }
}

const association: Behaviour = {
  virtual: {
    async create(given, work, parent) {
      const { id } = given['service_profile'] as { readonly id: string }
      const { id: of, profiles, set } = await ofFlavor(parent, work)
      await found(work, 'ServiceProfile', id)
      if (profiles.includes(id)) refuse('service_profile.associated', { profile: id, flavor: of })
      await set([...profiles, id])
      return given
    },
    async remove(id, work, parent) {
      const { id: of, profiles, set } = await ofFlavor(parent, work)
      if (!profiles.includes(id)) refuse('service_profile.not_associated', { profile: id, flavor: of })
      await set(profiles.filter(one => one !== id))
    },
  },
}

export const flavorKinds: Kinds = () => ({
  Flavor: flavor,
  ServiceProfile: profile,
  FlavorServiceProfile: association,
})
