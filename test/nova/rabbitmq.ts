/** A RabbitMQ of Debian's package, with a port mapper of its own. */
import { mkdir, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { type Daemon, freePort, startDaemon } from '../keystone/daemon.ts'

export interface Rabbit extends Daemon {
  /** For `transport_url`. */
  readonly url: string
}

/** Whether somebody listens there. */
export const listens = (port: number): Promise<boolean> =>
  new Promise(resolve => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true))
    socket.once('error', () => resolve(false))
    socket.once('close', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })

/** The server itself: the program on the path would go on as another user. */
const program = '/usr/lib/rabbitmq/bin/rabbitmq-server'

const environment = (folder: string, mapper: number, port: number, between: number) => ({
  HOME: folder,
  ERL_EPMD_PORT: String(mapper),
  ERL_EPMD_ADDRESS: '127.0.0.1',
  RABBITMQ_NODENAME: 'nova@localhost',
  RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
  RABBITMQ_NODE_PORT: String(port),
  RABBITMQ_DIST_PORT: String(between),
  RABBITMQ_CONF_ENV_FILE: join(folder, 'none'),
  RABBITMQ_CONFIG_FILE: join(folder, 'rabbitmq.conf'),
  RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'enabled_plugins'),
  RABBITMQ_MNESIA_BASE: join(folder, 'mnesia'),
  RABBITMQ_LOG_BASE: folder,
  RABBITMQ_PID_FILE: join(folder, 'rabbitmq.pid'),
  RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-start_epmd false -kernel inet_dist_use_interface {127,0,0,1} +S 1:1 +A 8',
})

const configuration =
  'loopback_users = none\nvm_memory_high_watermark.absolute = 256MiB\ndisk_free_limit.absolute = 50MB\n'

/** @param parent its folder becomes one in there */
export async function startRabbit(parent: string): Promise<Rabbit> {
  const folder = join(parent, 'rabbitmq')
  await mkdir(folder)
  await writeFile(join(folder, 'rabbitmq.conf'), configuration)
  await writeFile(join(folder, 'enabled_plugins'), '[].\n')
  const [mapperPort, port, between] = [await freePort(), await freePort(), await freePort()]
  const mapper = await startDaemon(['epmd', '-port', String(mapperPort), '-address', '127.0.0.1'], {
    log: join(folder, 'epmd.log'),
    ready: () => listens(mapperPort),
  })
  const server = await startDaemon([program], {
    log: join(folder, 'server.log'),
    env: environment(folder, mapperPort, port, between),
    ready: () => listens(port),
  }).catch(async error => {
    await mapper.stop()
    throw error
  })
  return {
    url: `rabbit://guest:guest@127.0.0.1:${port}/`,
    async stop() {
      await server.stop()
      await mapper.stop()
    },
  }
}
