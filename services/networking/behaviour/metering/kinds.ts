import type { Behaviour, Draft, Work } from '@baryon/decide'
import type { Row } from '@baryon/model'
import { found } from '../found.ts'
import type { Kinds } from '../kinds.ts'
import { blockOf } from '../network-address/block.ts'
import { overlaps } from '../network-address/range.ts'
import { refuse } from '../refuse.ts'

const none =
  'Unable to create Metering Label Rule: at least one of remote_ip_prefix, source_ip_prefix and destination_ip_prefix has to be given.'
const both =
  'Unable to create Metering Label Rule: remote_ip_prefix cannot be used together with source_ip_prefix or destination_ip_prefix.'

function requirePrefix(row: Row) {
  const [remote, ...ends] = ['remote_ip_prefix', 'source_ip_prefix', 'destination_ip_prefix'].map(
    name => row[name] !== null,
  )
  if (!remote && !ends.includes(true)) refuse('metering_rule.prefix', { reason: none })
  if (remote && ends.includes(true)) refuse('metering_rule.prefix', { reason: both })
}

/** Of the rules of a label in one direction, those that include traffic do not overlap; nor do those that exclude some. */
async function requireAlone(row: Row, work: Work) {
  const prefix = row['remote_ip_prefix']
  if (typeof prefix !== 'string') return
  const block = blockOf(prefix)
  for (const { row: other } of await work.list('MeteringLabelRule', {
    attribute: 'metering_label_id',
    in: [row['metering_label_id'] ?? null],
  })) {
    const taken = other['remote_ip_prefix']
    const isLike = other['direction'] === row['direction'] && other['excluded'] === row['excluded']
    if (isLike && typeof taken === 'string' && overlaps(blockOf(taken), block))
      refuse('metering_rule.overlap', { prefix })
  }
}

const rule: Behaviour = {
  async prepare(row: Draft, _given, work) {
    const label = await found(work, 'MeteringLabel', String(row['metering_label_id']))
    row['project_id'] = label['project_id'] ?? null
  },
  async create(row, _given, work) {
    requirePrefix(row)
    await requireAlone(row, work)
  },
}

export const meteringKinds: Kinds = () => ({ MeteringLabelRule: rule })
