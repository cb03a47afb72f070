export type {
  Behaviour,
  BehaviourModule,
  Derivation,
  Draft,
  ServiceBehaviour,
  Sight,
  UrlParameters,
  VirtualObjects,
  Work,
} from './behaviour.ts'
export { BehaviourSet } from './behaviour-set.ts'
export { arbitrate, type BindingDecision, decideBinding, type Holder } from './binding.ts'
export type { Act, Change, Create, Delete, Parent, Update } from './change.ts'
export type { Context } from './context.ts'
export { decide, decideAction, makeListed, showVirtual } from './decide.ts'
export { decideErrors } from './errors.ts'
export type { Hosts } from './hosts.ts'
export { withDefaults } from './settings.ts'
export { sightOf } from './sight.ts'
export { type Stage, startServices } from './start.ts'
export { absentVerb, verbsOf } from './verbs.ts'
export { listVirtual } from './virtual.ts'
