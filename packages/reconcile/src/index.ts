export type { Backend, BackendOptions, CommitPolicy, Limits, OpenBackend } from './backend.ts'
export { type Delivered, Fleet, type FleetOptions, type TargetEvent, type Wait } from './fleet.ts'
export type {
  Change,
  Desired,
  Key,
  Projection,
  Revision,
  Row,
  RowStatus,
  Source,
  Standing,
  Stretch,
  Touched,
  View,
} from './intent.ts'
export type { Delivery, Ledger, Mode } from './ledger.ts'
export { MemoryLedger } from './memory-ledger.ts'
export type { Breaker, Drift, DriftSummary, Phase, Report, Resynced, Scope } from './report.ts'
export type { Description, Endpoint, Found, Outcome, Target } from './target.ts'
