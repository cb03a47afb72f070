export { configurationPage } from './config/reference.ts'
export type { Flags } from './config/sources.ts'
export { serverErrors } from './errors.ts'
export { type RunningServer, type StartOptions, startServer } from './process/start-server.ts'
