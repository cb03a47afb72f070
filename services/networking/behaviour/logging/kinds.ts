import type { Behaviour, Work } from '@baryon/decide'
import type { Row } from '@baryon/model'
import type { Kinds } from '../kinds.ts'
import { refuse } from '../refuse.ts'

const types: readonly string[] = ['security_group']

async function check(row: Row, work: Work) {
  const { resource_type: type, resource_id: resource, target_id: target } = row
  if (!types.includes(String(type))) refuse('log.type', { type })
  if (typeof resource === 'string' && (await work.visible('SecurityGroup', resource)) === undefined)
    refuse('log.resource', { id: resource })
  if (typeof target !== 'string') return
  const port = await work.visible('Port', target)
  if (port === undefined) refuse('log.target', { id: target })
  const groups = port.row['security_groups'] as readonly string[]
  if (typeof resource === 'string' && !groups.includes(resource)) refuse('log.constraint', { resource, target })
}

const log: Behaviour = { create: (row, _given, work) => check(row, work) }

export const loggingKinds: Kinds = () => ({
  Log: log,
  LoggableResource: { virtual: { list: async () => types.map(type => ({ type })) } },
})
