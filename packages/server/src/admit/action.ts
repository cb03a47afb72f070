import type { Act } from '@baryon/decide'
import { failure, type Json, type Result, success } from '@baryon/kit'
import { type Action, inputValidator, type Kind, type Row } from '@baryon/model'
import { bounded } from '../bounded.ts'
import { admitErrors } from './errors.ts'
import type { Reading } from './explain.ts'
import { asObject, canonicalValues, faultsOf } from './form.ts'
import type { Condition } from './update.ts'

/** How the input of one action is read. */
interface ActionForm extends Reading {
  /** Every input attribute with its default, or null. */
  readonly blank: Row
}

const forms = new WeakMap<Action, ActionForm>()

function formOf(kind: Kind, action: Action): ActionForm {
  const known = forms.get(action)
  if (known !== undefined) return known
  const made = {
    owner: `${kind.name}.${action.name}`,
    attributes: new Map(action.input.map(attribute => [attribute.name, attribute])),
    blank: Object.fromEntries<Json>(action.input.map(({ name, default: value }) => [name, value ?? null])),
  }
  forms.set(action, made)
  return made
}

/** Reads the body of an action. Without a body, nothing is given. */
export function admitAction(
  kind: Kind,
  id: string,
  name: string,
  body: unknown,
  condition: Condition = {},
): Result<Act> {
  const action = kind.actions.find(one => one.name === name)
  if (action === undefined) {
    const known = kind.actions.map(one => `"${one.name}"`).join(', ') || 'none'
    return failure(admitErrors.fault('action.unknown', { kind: kind.name, action: name, known }))
  }
  const form = formOf(kind, action)
  const read = asObject(body ?? {}, form)
  if (!read.ok) return read
  const faults = faultsOf(form, inputValidator(action), read.value)
  if (faults.length > 0) return failure(...bounded(faults))
  const input = { ...form.blank, ...canonicalValues(form.attributes, read.value) }
  return success({ verb: 'action', kind, id, action: name, input, ...condition })
}
