/** The input of an action. */
import type { Json } from '@baryon/kit'
import type { Action, Attribute, Kind, Row } from '@baryon/model'
import { taken } from './convert.ts'
import { isMembers, type Members } from './envelope.ts'

interface ActionForm {
  readonly attributes: ReadonlyMap<string, Attribute>
  /** Every input attribute with its default, or null. */
  readonly blank: Row
}

const forms = new WeakMap<Action, ActionForm>()

function formOf(action: Action): ActionForm {
  let form = forms.get(action)
  if (form === undefined) {
    form = {
      attributes: new Map(action.input.map(attribute => [attribute.name, attribute])),
      blank: Object.fromEntries<Json>(action.input.map(({ name, default: value }) => [name, value ?? null])),
    }
    forms.set(action, form)
  }
  return form
}

/** Some actions have their input in an object with the noun of the kind. */
function membersOf(kind: Kind, { attributes }: ActionForm, body: Members): Members {
  const wrapped = body[kind.noun]
  return isMembers(wrapped) && !attributes.has(kind.noun) ? wrapped : body
}

/** What the body gives as input; what the action does not know means nothing to it. @throws Refusal `openstack.*` */
export function admitAction(kind: Kind, action: Action, body: Members | undefined): Row {
  const form = formOf(action)
  const given = membersOf(kind, form, body ?? {})
  const input: Record<string, Json> = { ...form.blank }
  for (const [name, attribute] of form.attributes) {
    const value = given[name]
    if (value !== undefined && Object.hasOwn(given, name)) input[name] = value === null ? null : taken(attribute, value)
  }
  return input
}
