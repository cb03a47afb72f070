export type { Backend, BackendOptions, CommitPolicy, Limits, OpenBackend } from './backend.ts'
export { reconcileErrors } from './errors.ts'
export { Fleet, type FleetOptions, type TargetEvent } from './fleet.ts'
export type { HostOffer, Hosts } from './hosts.ts'
export type {
  Author,
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
export type { PathAnswer, PathAsked, PathSeen, Wanted } from './path.ts'
export type { Served } from './remote/serve.ts'
export { serveThread, TargetThread } from './remote/thread.ts'
export type { Breaker, Drift, DriftSummary, Phase, Report, Resynced, Scope } from './report.ts'
export type { Canaries, Description, Endpoint, Found, Outcome, Target } from './target.ts'
export type { Wait } from './wait.ts'
export type { Delivered } from './waiters.ts'
