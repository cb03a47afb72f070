import type { Service } from '../ir.ts'
import type { Draft } from '../read/draft.ts'
import { member, textOf } from '../read/node.ts'
import type { ServiceView, World } from '../read/world.ts'
import type { Report } from './diagnostic.ts'

function checkFolders(views: readonly ServiceView[], report: Report): void {
  const seen = new Map<string, Draft>()
  for (const { draft } of views) {
    if (draft.base) continue
    const other = seen.get(draft.name)
    if (other === undefined) seen.set(draft.name, draft)
    else report.add('service.duplicate', draft.at, { name: draft.name, file: other.at.source.path })
  }
}

/** Of services that are loaded together; those that others merely refer to need not be served. */
function checkDialects(views: readonly ServiceView[], services: readonly Service[], report: Report): void {
  const seen = new Map<string, string>()
  for (const { draft } of views) {
    if (!services.some(service => service.name === draft.name)) continue
    const path = member(draft.dialect?.node, 'path')
    const text = textOf(path)
    if (path === undefined || text === undefined) continue
    const other = seen.get(text)
    if (other === undefined) seen.set(text, draft.name)
    else if (other !== draft.name) report.add('dialect.taken', path.at, { path: text, other })
  }
}

/** Within a service the checker of names has looked; here is what two services share. */
function checkTables(services: readonly Service[], world: World, report: Report): void {
  const seen = new Map<string, string>()
  for (const { name: service, kinds } of services) {
    for (const { name, table } of kinds) {
      const other = seen.get(table)
      if (other === undefined) seen.set(table, service)
      const at = world.services.get(service)?.draft.objects.get(name)?.key
      if (other === undefined || other === service || at === undefined) continue
      report.add('api.table', at, { name: table, other: `The service ${other}` })
    }
  }
}

/** Checks what two services may not have in common. */
export function checkServices(world: World, services: readonly Service[], report: Report): void {
  checkFolders(world.views, report)
  checkDialects(world.views, services, report)
  checkTables(services, world, report)
}
