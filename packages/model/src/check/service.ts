import type { Service } from '../ir.ts'
import { attributeEntries } from '../read/inherit.ts'
import { entry, member, textOf } from '../read/node.ts'
import { nestedAttributes } from '../read/type.ts'
import type { ServiceView, World } from '../read/world.ts'
import { checkAttributes } from './attribute.ts'
import { checkBehaviour } from './behaviour.ts'
import { checkConstraints } from './constraints.ts'
import type { Report } from './diagnostic.ts'
import { checkElements } from './elements.ts'
import { checkExpressions } from './expressions.ts'
import { checkKey } from './key.ts'
import { checkNames, isServersOwn } from './names.ts'
import { checkBasePolicies, checkPolicyRules, checkPolicyTargets } from './policies.ts'
import { checkParents, checkReferences } from './references.ts'
import { checkDialect, checkServed } from './served.ts'
import { attributesByName, type Subject } from './subject.ts'

const SERVICE_NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$/

function checkInfo({ draft }: ServiceView, report: Report): void {
  if (draft.base) return
  if (draft.info === undefined) {
    if (!draft.broken) report.add('service.info', draft.at, { service: draft.name })
    return
  }
  const name = entry(draft.info, 'name')
  if (name === undefined || textOf(name.node) === draft.name) return
  // Gluon took the name of the folder and did not look at this one.
  const severity = draft.language === '1.0' ? 'warning' : 'error'
  report.add('service.name', name.node.at, { folder: draft.name, name: textOf(name.node) ?? '' }, { severity })
}

function checkFolder({ draft }: ServiceView, report: Report): void {
  if (!SERVICE_NAME.test(draft.name)) report.add('service.form', draft.at, { name: draft.name })
  if (isServersOwn(draft)) report.add('service.reserved', draft.at, { name: draft.name })
}

/** Base objects are checked where they are declared, whether something extends them or not. */
function checkBases(view: ServiceView, world: World, report: Report): void {
  for (const { name, node, language, imported } of view.draft.objects.values()) {
    if (imported || entry(node, 'api') !== undefined) continue
    const object = view.objects.get(name)
    if (object === undefined) continue
    const own = member(node, 'attributes')
    const context = { world, view, report, language, abstract: true }
    const attributes = nestedAttributes(member(object.node, 'attributes'), context)
    const written = attributeEntries(object.node).filter(one => entry(own, one.name) !== undefined)
    checkAttributes(written, attributes, 'object', report)
    checkBasePolicies(object, view, report)
  }
}

function subjectsOf(view: ServiceView, service: Service, world: World, report: Report): Subject[] {
  return service.kinds.flatMap(kind => {
    const object = view.objects.get(kind.name)
    return object === undefined ? [] : [{ object, kind, view, world, report }]
  })
}

/** Checks a service beyond what reading it already found. */
export function checkService(view: ServiceView, service: Service | undefined, world: World, report: Report): void {
  checkInfo(view, report)
  checkFolder(view, report)
  checkDialect(view, report)
  checkPolicyRules(view, report)
  checkBases(view, world, report)
  if (service === undefined) return
  const subjects = subjectsOf(view, service, world, report)
  const byKind = new Map(service.kinds.map(kind => [kind.name, attributesByName(kind)]))
  checkNames(subjects)
  checkParents(subjects)
  checkServed(subjects, service.kinds)
  for (const subject of subjects) {
    checkAttributes(attributeEntries(subject.object.node), subject.kind.attributes, 'object', report)
    checkKey(subject)
    checkConstraints(subject)
    checkElements(subject)
    checkReferences(subject)
    checkBehaviour(subject, service.kinds)
    checkPolicyTargets(subject)
    checkExpressions(subject, byKind)
  }
}
