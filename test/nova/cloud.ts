/** A whole cloud: Keystone, Nova, and Baryon as its network, which tells a controller. */
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Controller, startController } from '../../examples/controller/controller.ts'
import { type Openstack, startOpenstack } from '../clients/openstack.ts'
import { type Baryon, startBaryon } from '../conformance/baryon.ts'
import { type Keystone, password, startKeystone } from '../keystone/keystone.ts'
import { hosts, type Nova, startNova } from './nova.ts'

export interface Cloud {
  readonly keystone: Keystone
  readonly nova: Nova
  readonly baryon: Baryon
  readonly controller: Controller
  readonly admin: Openstack
  readonly demo: Openstack
  stop(): Promise<void>
}

const clientOf = (keystone: Keystone, user: string) =>
  startOpenstack({
    OS_AUTH_URL: keystone.url,
    OS_USERNAME: user,
    OS_PASSWORD: password,
    OS_PROJECT_NAME: user,
    OS_USER_DOMAIN_NAME: 'Default',
    OS_PROJECT_DOMAIN_NAME: 'Default',
    OS_COMPUTE_API_VERSION: '2.90',
    HOME: '/nonexistent',
  })

async function startNetwork(folder: string, keystone: Keystone, nova: Nova, controller: Controller): Promise<Baryon> {
  const credentials = join(folder, 'credentials.yaml')
  await writeFile(credentials, `username: neutron\npassword: ${password}\nproject_name: service\n`, { mode: 0o600 })
  const controllers = join(folder, 'restproxy.yaml')
  await writeFile(
    controllers,
    JSON.stringify({ dialect: 'bsn-v2.0', controllers: [{ name: 'c1', url: controller.urls[0] }] }),
  )
  const settings = join(folder, 'services.yaml')
  await writeFile(settings, JSON.stringify({ networking: { binding: { hosts } } }))
  const baryon = await startBaryon(folder, {
    BARYON_SERVICE_SETTINGS: settings,
    BARYON_AUTH: `keystone:${keystone.url}`,
    BARYON_KEYSTONE_CREDENTIALS: credentials,
    BARYON_NOVA: nova.url,
    BARYON_RESTPROXY: controllers,
    BARYON_LOG_LEVEL: 'info',
  })
  await keystone.announce(baryon.url)
  return baryon
}

export async function startCloud(folder: string): Promise<Cloud> {
  const keystone = await startKeystone(folder)
  const nova = await startNova(folder, keystone)
  const controller = await startController({ dialect: 'bsn-v2.0', listen: ['127.0.0.1:0'] })
  const baryon = await startNetwork(folder, keystone, nova, controller)
  const [admin, demo] = [clientOf(keystone, 'admin'), clientOf(keystone, 'demo')]
  return {
    ...{ keystone, nova, baryon, controller, admin, demo },
    async stop() {
      await Promise.all([admin.stop(), demo.stop()])
      await nova.stop()
      await baryon.stop()
      await controller.stop()
      await keystone.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
