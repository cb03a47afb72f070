/** Gluon's `protonclient`. */

export { runInProcess } from '../cli/io.ts'
export { runProton } from './run.ts'
