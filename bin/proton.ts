/** Gluon's command: `protonclient --api <service> <noun>-<verb>`. */
import './compile-cache.ts'

const { runInProcess, runProton } = await import('@baryon/client/proton')
await runInProcess(runProton)
