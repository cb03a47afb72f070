import type { Behaviour, Draft, Work } from '@baryon/decide'
import { Refusal } from '@baryon/kit'
import type { Row } from '@baryon/model'
import { notFound } from '../found.ts'
import { pythonic } from '../python.ts'
import { refuse } from '../refuse.ts'

/** The helpers there are, with the protocols of the connections they follow. */
const helpers: Readonly<Record<string, readonly string[]>> = {
  amanda: ['tcp'],
  ftp: ['tcp'],
  h323: ['udp', 'tcp'],
  irc: ['tcp'],
  'netbios-ns': ['udp'],
  pptp: ['tcp'],
  sane: ['tcp'],
  sip: ['udp', 'tcp'],
  snmp: ['udp'],
  tftp: ['udp'],
}

async function refuseTwice(row: Row, work: Work) {
  const { id, router_id, protocol, port, helper } = row
  const others = await work.list('ConntrackHelper', { attribute: 'router_id', in: [router_id ?? null] })
  const isSame = (other: Row) => other['protocol'] === protocol && other['port'] === port && other['helper'] === helper
  if (others.some(({ row: other }) => other['id'] !== id && isSame(other)))
    refuse('conntrack_helper.twice', {
      values: pythonic({
        router_id: router_id ?? null,
        protocol: protocol ?? null,
        port: port ?? null,
        helper: helper ?? null,
      }),
    })
}

async function check(row: Row, work: Work) {
  const helper = row['helper'] as string
  const protocols = Object.hasOwn(helpers, helper) ? helpers[helper] : undefined
  if (protocols === undefined) refuse('conntrack_helper.unknown', { helper }, '/helper')
  const { protocol } = row
  if (!protocols.includes(protocol as string))
    refuse('conntrack_helper.protocol', { helper, protocol, protocols: protocols.join(', ') }, '/protocol')
  await refuseTwice(row, work)
}

/** A helper belongs to whoever owns the router. */
export const conntrackHelper: Behaviour = {
  async prepare(row: Draft, _given, work) {
    const id = row['router_id'] as string
    const router = await work.get('Router', id)
    if (router === undefined) throw new Refusal(notFound('Router', id))
    row['project_id'] = router.row['project_id'] ?? ''
  },
  create: (row, _given, work) => check(row, work),
  update: (row, _old, _given, work) => check(row, work),
}
