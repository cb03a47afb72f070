/** Rules of a router: its own, or those of the configuration. */
import { type Fault, type Json, Refusal } from '@baryon/kit'
import type { Row } from '@baryon/model'
import { networkingErrors } from '../errors.ts'
import type { DefaultRule, Settings } from '../settings.ts'
import { actionFault, hopsFault, hopsIn, networkFault } from './rule-checks.ts'

type Rule = Required<Omit<DefaultRule, 'project'>>

/** As a request gives it: its texts are texts. */
type Given = { readonly source: string; readonly destination: string; readonly action: string; readonly nexthops: Json }

/** The configuration's rules for a project; its own replace those of all. */
export function defaultsOf({ router_rules: { defaults } }: Settings, project: string): readonly Rule[] {
  const own = defaults.filter(rule => rule.project === project)
  const meant = own.length > 0 ? own : defaults.filter(rule => rule.project === '*')
  return meant.map(({ project: _, nexthops = [], ...rule }) => ({ ...rule, nexthops }))
}

/** What `router_rules` shows: what controllers are told. */
export function shownRules(row: Row, settings: Settings): Json {
  const own = (row['own_rules'] ?? []) as readonly Rule[]
  const rules = own.length > 0 ? own : defaultsOf(settings, row['project_id'] as string)
  return rules.map(({ source, destination, action, nexthops }, at) => ({
    id: at + 1,
    source,
    destination,
    action,
    nexthops,
  }))
}

const invalid = (reason: string, pointer: string): Fault =>
  networkingErrors.fault('router.rule_invalid', { reason }, `/router_rules${pointer}`)

function faultsOf({ source, destination, action, nexthops }: Given, at: number): readonly Fault[] {
  const faults = {
    source: networkFault(source),
    destination: networkFault(destination),
    action: actionFault(action),
    nexthops: hopsFault(hopsIn(nexthops, '+')),
  }
  return Object.entries(faults).flatMap(([name, reason]) =>
    reason === undefined ? [] : [invalid(reason, `/${at}/${name}`)],
  )
}

/** One rule for each source and destination. */
function repeated(rules: readonly Given[]): readonly Fault[] {
  const pairs = rules.map(({ source, destination }) => `('${source}', '${destination}')`)
  if (new Set(pairs).size === pairs.length) return []
  return [invalid(`Duplicate router rules (src,dst)  found '[${pairs.join(', ')}]'`, '')]
}

/**
 * What is kept of the rules that a change gives, which replace those that were there.
 * @throws Refusal `router.rule_invalid`, `router.rules_exhausted` with everything that is wrong
 */
export function ownRules(router: string, given: Json, { router_rules: { most } }: Settings): readonly Rule[] {
  const rules = given as unknown as readonly Given[]
  const faults = [...repeated(rules), ...rules.flatMap(faultsOf)]
  if (rules.length > most)
    faults.push(networkingErrors.fault('router.rules_exhausted', { router, most }, '/router_rules'))
  if (faults.length > 0) throw new Refusal(...faults)
  return rules.map(({ source, destination, action, nexthops }) => ({
    source,
    destination,
    action,
    nexthops: hopsIn(nexthops, '+') ?? [],
  }))
}
