/**
 * What Gluon's server did with some objects although its models do not say so. For models in its language, it is
 * written into the resolved model here; in version 2 a model says it itself.
 */
import type { Attribute, Binding, Companion } from '../ir.ts'
import type { Inherited } from './inherit.ts'
import { timestamps } from './mixins.ts'
import type { ServiceView } from './world.ts'

const PORT = 'BasePort'
const INTERFACE = 'BaseInterface'

const BINDING: Binding = { host: 'host_id', device: 'device_id', vifType: 'vif_type', vifDetails: 'vif_details' }

/** What the default interface's name has behind that of its port. */
const SUFFIX = '_default'

/** The default interface of a port, which has the port's key. */
const INTERFACE_VALUES: Readonly<Record<string, string>> = {
  id: 'this.id',
  port_id: 'this.id',
  tenant_id: 'this.tenant_id',
  name: `(this.name == null ? '' : this.name) + '${SUFFIX}'`,
  segmentation_type: "'none'",
  segmentation_id: '0',
}

export const isGluonPort = (object: Inherited) => object.declaration.language === '1.0' && object.ancestors.has(PORT)

const isGluonInterface = (object: Inherited) => object.declaration.language === '1.0' && object.ancestors.has(INTERFACE)

/** Every table of Gluon had these. An attribute of that name that the model declares stays what it is. */
export const gluonStamps = (object: Inherited, declared: readonly Attribute[]): readonly Attribute[] =>
  object.declaration.language === '1.0'
    ? timestamps.filter(stamp => !declared.some(attribute => attribute.name === stamp.name))
    : []

/** The port arbiter's attributes, if the object is a port that has them all. */
export function gluonBinding(object: Inherited, attributes: readonly Attribute[]): Binding | undefined {
  const names = new Set(attributes.map(attribute => attribute.name))
  return isGluonPort(object) && Object.values(BINDING).every(name => names.has(name)) ? BINDING : undefined
}

/** The interface that is made with each port, in a service that has interfaces. */
export function gluonCompanions(object: Inherited, view: ServiceView): Companion[] {
  if (!isGluonPort(object)) return []
  const found = view.kinds.flatMap(name => view.objects.get(name) ?? []).find(isGluonInterface)
  if (found === undefined) return []
  const declared = found.node.entries.get('attributes')?.node
  const has = (name: string) => declared?.kind === 'map' && declared.entries.has(name)
  const values = Object.entries(INTERFACE_VALUES).filter(([name]) => has(name))
  return [{ kind: found.declaration.name, values: Object.fromEntries(values) }]
}

/** The name of a port may fill its column; that of its default interface is longer. */
function withRoom(attribute: Attribute): Attribute {
  const { name, type } = attribute
  if (name !== 'name' || type.name !== 'string' || type.maxLength === undefined) return attribute
  return { ...attribute, type: { ...type, maxLength: type.maxLength + SUFFIX.length } }
}

/** An interface goes with its port, or the port's own default interface would keep it from being deleted. */
export function interfaceAttribute(object: Inherited, attribute: Attribute, view: ServiceView): Attribute {
  const { type } = attribute
  if (!isGluonInterface(object)) return attribute
  if (type.name !== 'reference' || type.to.service !== view.draft.name) return withRoom(attribute)
  const target = view.objects.get(type.to.kind)
  if (target === undefined || !isGluonPort(target)) return attribute
  return { ...attribute, type: { ...type, onDelete: 'cascade' } }
}
