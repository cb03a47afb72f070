/** Commands about controllers that need this machine and no server, and what is generated of their configuration. */
export { restproxyPage } from '../restproxy/config/reference.ts'
export { configCommand } from './config.ts'
export { commandErrors } from './errors.ts'
export type { ImportApi } from './import/apply.ts'
export { importCommand } from './import/command.ts'
export { installCommand } from './install/command.ts'
export type { Terminal } from './terminal.ts'
export { trustCommand } from './trust.ts'
