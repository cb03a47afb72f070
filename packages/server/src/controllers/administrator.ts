import { Refusal } from '@baryon/kit'
import { type Caller, isAdmin } from '@baryon/model'
import { controllerErrors } from './errors.ts'

/** @throws Refusal `controllers.denied` */
export function requireAdministrator(caller: Caller): void {
  if (!isAdmin(caller)) throw new Refusal(controllerErrors.fault('controllers.denied'))
}
