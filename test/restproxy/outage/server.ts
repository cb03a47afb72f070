/**
 * A server as a process of its own, started with `--expose-gc`, that says how much memory it needs when it is asked.
 * Arguments: data folder, configuration of the controllers.
 */
import { startServer } from '@baryon/server'

const [data = '', restproxy = ''] = process.argv.slice(2)
const server = await startServer({ listen: '127.0.0.1:0', data, restproxy, auth: 'none', logLevel: 'error' })
process.on('disconnect', () => void server.stop().then(() => process.exit(0)))
process.on('message', () => {
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  process.send?.({ bytes: heapUsed + external })
})
process.send?.({ url: server.url })
