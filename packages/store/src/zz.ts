import { loadModels } from '@baryon/model'
import { openSqlite } from './index.ts'
const { services } = await loadModels(['services/net-l3vpn'])
const s = await openSqlite({ path: ':memory:', services, clock: { now: () => Date.parse('2026-03-01T00:00:00Z'), monotonic: () => 0 } as never })
if (!s.ok) throw new Error(JSON.stringify(s))
const kind = services[0]!.kinds.find(k => k.attributes.some(a => a.stamp === 'created') && k.references.length === 0)!
const row = Object.fromEntries(kind.attributes.filter(a => !a.stamp).map(a => [a.name, a.required || kind.key.includes(a.name) ? '5b4cae22-0f3a-4d0a-9c4b-3f2a1e6d7c8b' : null]))
const r = await s.value.commit({ actor: 'a', requestId: 'r' } as never, async tx => { await tx.insert(kind, row); return (await tx.list(kind, { filter: { attribute: 'created_at', prefix: '2026-03' } })).length })
console.log(kind.name, JSON.stringify(r).slice(0,300))
process.exit(0)
