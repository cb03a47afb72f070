export { ApiError } from './api-error.ts'
export type { Backoff } from './backoff.ts'
export type { Changed, ChangeRequest, ChangesAnswer, From } from './changes.ts'
export { Client, type ClientOptions, createClient, type JournalPage, type TypesOf } from './client.ts'
export type {
  Controller,
  ControllerDelivery,
  ControllerDrift,
  ControllerEndpoint,
  ControllerEvent,
  ControllerOptions,
  ControllerResynced,
  ControllerRetried,
  ControllerSwitched,
  Controllers,
  ControllerThing,
  ResyncScope,
} from './controllers.ts'
export { type ClientCode, clientErrors } from './errors.ts'
export { type ExitCode, exitCodes } from './exit.ts'
export type { Services } from './generated/index.ts'
export { type AnyKind, type Kept, KindClient, type KindTypes, type WriteOptions } from './kind.ts'
export { List, type ListOptions, type Page } from './list.ts'
export type { Models } from './models.ts'
export type { Condition, Conditions } from './query.ts'
export type { Answer, Call, Fetch } from './transport.ts'
export type { Entry, JournalQuery, Synced, WatchEvent, WatchOptions } from './watch.ts'
