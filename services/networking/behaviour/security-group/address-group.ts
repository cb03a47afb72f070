import type { Behaviour, Draft, Work } from '@baryon/decide'
import type { Row } from '@baryon/model'
import { pythonic } from '../python.ts'
import { removeGrants } from '../rbac/grants.ts'
import { derivedShared } from '../rbac/shared.ts'
import { refuse } from '../refuse.ts'

const addressesOf = (row: Row) => row['addresses'] as readonly string[]

const distinct = (addresses: readonly string[]): string[] => [...new Set(addresses)]

async function isUsed(id: string, work: Work): Promise<boolean> {
  const filter = { attribute: 'remote_address_group_id', in: [id] }
  return (await work.tx.list(work.kind('SecurityGroupRule'), { filter, limit: 1 })).length > 0
}

async function change(row: Row, addresses: readonly string[], work: Work) {
  await work.update('AddressGroup', row['id'] as string, { addresses })
  return undefined
}

/** Addresses under one name. */
export const addressGroup: Behaviour = {
  create(row: Draft) {
    row['addresses'] = distinct(addressesOf(row))
  },
  async remove({ id }, work) {
    if (await isUsed(id as string, work)) refuse('address_group.in_use', { id })
  },
  removed: (row, work) => removeGrants(work, row),
  actions: {
    async add_addresses({ row }, input, work) {
      const known = addressesOf(row)
      const asked = distinct(addressesOf(input))
      const taken = asked.filter(address => known.includes(address))
      if (taken.length > 0)
        refuse('address_group.addresses_taken', { addresses: pythonic(taken), id: row['id'] }, '/addresses')
      return change(row, [...known, ...asked], work)
    },
    async remove_addresses({ row }, input, work) {
      const known = addressesOf(row)
      const asked = distinct(addressesOf(input))
      const unknown = asked.filter(address => !known.includes(address))
      if (unknown.length > 0)
        refuse('address_group.addresses_unknown', { addresses: pythonic(unknown), id: row['id'] }, '/addresses')
      return change(
        row,
        known.filter(address => !asked.includes(address)),
        work,
      )
    },
  },
  derived: derivedShared,
}
