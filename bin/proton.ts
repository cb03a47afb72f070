/** Gluon's `protonclient`. */
import { runInProcess, runProton } from '@baryon/client/proton'

await runInProcess(runProton)
