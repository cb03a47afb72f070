import type { Scaffold } from './files.ts'

const PROJECT = '0d3f1c5e-6f2a-4d55-9c0e-2a7d54c3b9a1'

/** The body of a `POST /v1/changes`, which makes one object of each kind. */
export function exampleFile({ name }: Scaffold): string {
  const operations = [
    {
      op: 'create',
      service: name,
      kind: 'Pool',
      as: 'pool',
      body: { project_id: PROJECT, name: 'blue', range: '192.0.2.0/24', gateway: '192.0.2.1' },
    },
    {
      op: 'create',
      service: name,
      kind: 'Member',
      body: { project_id: PROJECT, name: 'first', pool_id: { $from: 'pool.id' }, address: '192.0.2.10' },
    },
  ]
  return `${JSON.stringify({ operations }, null, 2)}\n`
}
