/** What the status of a row becomes when its thing stands so. A change that is under way never takes a status back. */
import type { Key, Row, RowStatus, Standing, View } from '@baryon/reconcile'
import { FLOATING_IP, isInterface, isUp, textOf } from './rows.ts'

type Rule = (row: Row, standing: Exclude<Standing, 'pending'>) => string | undefined

interface Shown {
  readonly kind: string
  readonly rule: Rule
}

const upOrDown = (row: Row) => (isUp(row) ? 'ACTIVE' : 'DOWN')

/** Interfaces of routers work as soon as they are made; ports that hold a floating IP have no status of their own. */
const portRule: Rule = (row, standing) => {
  if (textOf(row, 'device_owner') === FLOATING_IP) return undefined
  if (standing === 'absent') return isInterface(row) ? undefined : 'DOWN'
  return standing === 'there' ? upOrDown(row) : 'ERROR'
}

const shown: Readonly<Record<string, Shown>> = {
  network: {
    kind: 'Network',
    rule: (row, standing) => (standing === 'there' ? upOrDown(row) : standing === 'refused' ? 'ERROR' : undefined),
  },
  router: {
    kind: 'Router',
    // Where no controller is told of routers they are somebody else's, and never waited for.
    rule: (row, standing) => (standing === 'refused' ? 'ERROR' : upOrDown(row)),
  },
  port: { kind: 'Port', rule: portRule },
  floatingip: {
    kind: 'FloatingIp',
    rule: (row, standing) => {
      if (standing === 'refused') return 'ERROR'
      return standing === 'there' && textOf(row, 'port_id') !== '' ? 'ACTIVE' : 'DOWN'
    },
  },
}

/** Whether rows of such things have a status that follows from how they stand. */
export const hasStatus = ({ kind }: Pick<Key, 'kind'>): boolean => kind in shown

export async function statusOf({ kind, id }: Key, standing: Standing, view: View): Promise<RowStatus | undefined> {
  const rule = shown[kind]
  if (rule === undefined || standing === 'pending') return undefined
  const row = await view.get(rule.kind, id)
  const status = row && rule.rule(row, standing)
  return status === undefined ? undefined : { kind: rule.kind, id, values: { status } }
}
