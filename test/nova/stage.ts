/** What every story of servers needs: a size, an image, networks, and looks at how servers and ports are. */
import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { eventually } from '../eventually.ts'
import { type Cloud, startCloud } from './cloud.ts'
import { hosts, roomy } from './nova.ts'

// biome-ignore lint/suspicious/noExplicitAny: tests look into objects of every form
export type Shown = any

export interface Stage extends Cloud {
  /** Asks Nova for a server of `demo`, which is not there yet. @param options of `openstack server create` */
  boot(name: string, options: string): Promise<Shown>
  server(id: string): Promise<Shown>
  /** Waits until Nova is done with a server. @returns it */
  settled(id: string, status?: string): Promise<Shown>
  /** A server of a network, up. */
  running(name: string, options: string): Promise<Shown>
  port(id: string): Promise<Shown>
  /** Waits until a server has so many ports. @returns their ids */
  portsOf(id: string, count: number): Promise<readonly string[]>
  /** Removes servers, and waits until Nova has no more to do with them. */
  remove(...ids: readonly string[]): Promise<void>
  /** Waits until one of Nova's programs has said this. */
  said(expected: RegExp): Promise<void>
}

/** Each attempt costs Nova more than the pause between two. */
export const until = <T>(attempt: () => Promise<T>, seconds = 60): Promise<T> =>
  eventually(attempt, { seconds, pause: 250 })

async function furnish({ admin, demo }: Cloud, folder: string) {
  const image = path.join(folder, 'image')
  await writeFile(image, 'nothing')
  await demo.run('network create blue')
  await demo.run('subnet create --network blue --subnet-range 10.0.0.0/24 blue')
  await demo.run('network create red')
  await demo.run('subnet create --network red --subnet-range 10.0.1.0/24 red')
  await admin.run('network create --external public')
  await admin.run('subnet create --network public --subnet-range 203.0.113.0/24 public')
  await demo.run('router create r')
  await demo.run('router set --external-gateway public r')
  await demo.run('router add subnet r blue')
  await admin.run('flavor create --ram 64 --disk 1 --vcpus 1 small')
  await admin.run(`image create --public --disk-format raw --container-format bare --file ${image} empty`)
  // Until Nova's scheduler has found the hosts.
  await until(async () => {
    const up: Shown = await admin.run('hypervisor list')
    assert.ok(up.length > hosts.length)
  }, 120)
  await admin.run(`compute service set --disable ${roomy} nova-compute`)
}

export async function startStage(folder: string): Promise<Stage> {
  const cloud = await startCloud(folder)
  const { admin, demo, nova } = cloud
  await furnish(cloud, folder)
  const server = (id: string): Promise<Shown> => admin.run(`server show ${id}`)
  const boot = (name: string, options: string): Promise<Shown> =>
    demo.run(`server create --image empty --flavor small ${options} ${name}`)
  const settled = (id: string, status = 'ACTIVE'): Promise<Shown> =>
    until(async () => {
      const shown = await server(id)
      assert.equal(shown['OS-EXT-STS:task_state'], null)
      assert.equal(shown.status, status, JSON.stringify(shown.fault))
      return shown
    })
  return {
    ...cloud,
    boot,
    server,
    settled,
    running: async (name, options) => settled((await boot(name, options)).id),
    port: id => admin.run(`port show ${id}`) as Promise<Shown>,
    portsOf: (id, count) =>
      until(async () => {
        const ports: Shown = await admin.run(`port list --device-id ${id}`)
        assert.equal(ports.length, count)
        return ports.map((port: Shown) => port.ID)
      }),
    async remove(...ids) {
      await demo.run(`server delete ${ids.join(' ')}`)
      for (const id of ids)
        await until(async () => assert.match(await admin.refuse(`server show ${id}`), /No server with/))
    },
    said: expected => until(async () => assert.ok(expected.test(await nova.logs()), `Nova has not said ${expected}`)),
  }
}
