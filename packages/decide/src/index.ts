export type {
  Behaviour,
  BehaviourModule,
  Derivation,
  Draft,
  ServiceBehaviour,
  Sight,
  VirtualObjects,
  Work,
} from './behaviour.ts'
export { arbitrate, type BindingDecision, decideBinding, type Holder } from './binding.ts'
export type { Act, Change, Create, Delete, Parent, Update } from './change.ts'
export type { Context } from './context.ts'
export { decide } from './decide.ts'
export { decideErrors } from './errors.ts'
